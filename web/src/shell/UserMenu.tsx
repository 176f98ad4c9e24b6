import { Menu, MenuButton, MenuHead, MenuLink } from "../kit/Menu.tsx";
import { session, signOut } from "./session.ts";
import css from "./UserMenu.module.css";

export function UserMenu() {
  const current = session.value;
  if (!current) return <span class={css.face} />;
  const { name, email } = current.user;
  return (
    <Menu label={`${initials(name || email)}: your account`} align="end" trigger={<span class={css.face}>{initials(name || email)}</span>}>
      <MenuHead>
        <div class={css.name}>{name || email}</div>
        {name && <div class={css.second}>{email}</div>}
        <div class={css.second}>Paddock {current.version}</div>
      </MenuHead>
      <MenuLink href="/settings/account">Your account</MenuLink>
      {current.user.isAdministrator && <MenuLink href="/settings/accounts">Accounts of this server</MenuLink>}
      <MenuButton icon="signOut" onClick={() => void signOut()}>
        Sign out
      </MenuButton>
    </Menu>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s@._-]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase())
    .join("");
}
