import { defineConfig, type Plugin } from "vite";

const server = process.env["PADDOCK_URL"] ?? "http://127.0.0.1:8000";

/** While developing, the application answers at its own routes, as the program makes it do. */
const routes: Plugin = {
  name: "paddock-routes",
  configureServer(dev) {
    dev.middlewares.use((request, _, next) => {
      if (request.url === "/" || /^\/((p|settings)\/|kit$)/.test(request.url ?? "")) request.url = "/app/index.html";
      next();
    });
  },
};

export default defineConfig({
  plugins: [routes],
  base: "/app/",
  build: {
    outDir: "../src/Paddock/wwwroot/app",
    emptyOutDir: true,
    target: ["chrome123", "firefox121", "safari17.5"],
    // The content policy lets nothing inline through.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // For the budget, which counts what each room loads.
    manifest: true,
    rolldownOptions: {
      output: {
        // What all rooms share is one file, in place of dozens of a few hundred bytes, and its styles come before those of the rooms.
        codeSplitting: { groups: [{ name: "shared", test: /\/src\/(api|charts|kit|shell)\/|\/node_modules\// }] },
      },
    },
  },
  server: {
    // One address for the person at the keyboard: what is not ours goes to the running program.
    proxy: {
      "^/(api|pages|sign-in|sign-out|welcome|invitation)": { target: server, changeOrigin: false },
    },
  },
});
