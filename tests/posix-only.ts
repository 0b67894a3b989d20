/**
 * Unit tests that Windows cannot run, and what they need that it lacks. `vitest.config.ts` leaves them out there, and
 * `posix-only.test.ts` names each in the report as skipped, with this reason.
 */
export const posixOnly: Readonly<Record<string, string>> = {
  "asleep.test.ts": "a shell script stands in for xset",
  "awake.test.ts": "it speaks to a session bus of its own",
  "browser.test.ts": "a shell script stands in for the browser",
  "electron-end.test.ts": "a named pipe stands in for a disk that no longer answers",
  "electron-keep.test.ts": "a shell script stands in for Electron's program",
  "remove-folder.test.ts": "a shell loop writes into the folder meanwhile",
  "setup-electron.test.ts":
    "its stand-ins for npm and the builder are scripts that the system starts by their first line",
  "setup-machine.test.ts":
    "its stand-ins for browsers are scripts that the system starts by their first line",
  "setup.test.ts":
    "its stand-ins for npm and the builder are scripts that the system starts by their first line",
  "unit.test.ts": "a shell script stands in for systemd-notify",
  "writable.test.ts": "it gives a folder rights that only POSIX has",
};
