import "./shell/tokens.css";
import "./shell/base.css";
import { render } from "preact";
import { App } from "./shell/App.tsx";
import { startKeys } from "./shell/keys.ts";
import { startNavigation } from "./shell/location.ts";
import { startClock } from "./shell/now.ts";
import { startPreloading } from "./shell/preload.ts";

startNavigation();
startKeys();
startClock();
startPreloading();
const root = document.getElementById("app");
if (root) render(<App />, root);
