/** The token comes in the fragment, which no server sees; it is then taken out of the address. */
export function takeToken(): string {
  const token = location.hash.slice(1) || sessionStorage.getItem("token") || "";
  sessionStorage.setItem("token", token);
  history.replaceState(null, "", location.pathname);
  return token;
}
