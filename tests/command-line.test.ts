import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCommandLine } from "../electron/command-line.ts";
import { options, verbs, type Verb } from "../electron/command-table.ts";
import { helpOf } from "../electron/help.ts";

const plain = {
  scheme: null,
  shell: null,
  port: 0,
  decks: null,
  display: null,
  window: false,
  lang: null,
};

describe("the command line", () => {
  it("reads a kiosk with everything", () => {
    expect(
      readCommandLine(
        "kiosk stand.playlist.yaml --display HDMI-1 --lang both --port 4321 --shell chromium --decks d --scheme dark".split(
          " ",
        ),
      ),
    ).toEqual({
      command: "kiosk",
      sources: ["stand.playlist.yaml"],
      ...plain,
      display: "HDMI-1",
      lang: ["fr", "en"],
      port: 4321,
      shell: "chromium",
      decks: "d",
      scheme: "dark",
    });
  });

  it("plays the stand in an ordinary window when nothing is asked", () => {
    expect(readCommandLine([])).toEqual({ command: "kiosk", sources: [], ...plain, window: true });
    expect(readCommandLine(["--port=4000"])).toMatchObject({
      command: "kiosk",
      port: 4000,
      window: true,
    });
  });

  it("serves with no window at all", () => {
    expect(readCommandLine(["serve", "a.md", "b.md"])).toMatchObject({
      command: "serve",
      shell: "serve",
      sources: ["a.md", "b.md"],
    });
  });

  it("checks decks, with options before or after", () => {
    expect(readCommandLine(["check", "--json", "slides"])).toEqual({
      command: "check",
      sources: ["slides"],
      json: true,
    });
    expect(readCommandLine(["check", "slides", "--json"])).toEqual({
      command: "check",
      sources: ["slides"],
      json: true,
    });
  });

  it("gives help everywhere", () => {
    expect(readCommandLine(["--help"])).toEqual({ command: "help", of: null });
    expect(readCommandLine(["kiosk", "--help"])).toEqual({ command: "help", of: "kiosk" });
    expect(readCommandLine(["--version"])).toEqual({ command: "version" });
  });

  it.each([
    ["kisok", "kiosk"],
    ["kiosk --colour red", "--colour"],
    ["kiosk --json", "--json"],
    ["check a.md --port 3", "--port"],
    ["check", "check deck.md"],
    ["present", "one deck"],
    ["present a.md b.md", "one deck"],
    ["present stand.playlist.yaml", "playlist"],
    ["kiosk a.yaml b.md", "one playlist"],
    ["kiosk --port", "--port"],
    ["kiosk --port 0x", "--port"],
    ["kiosk --port 70000", "--port"],
    ["kiosk --port -1", "--port"],
    ["kiosk --lang de", "fr|en|both"],
    ["kiosk --scheme pink", "light|dark"],
    ["kiosk --shell netscape", "electron|chromium|serve"],
    ["kiosk --window=yes", "takes no value"],
    ["kiosk --display=", "--display"],
    ["-x", "-x"],
    ["--json", "--json"],
  ])("answers «%s» in one sentence of both languages", (words, says) => {
    const line = readCommandLine(words.split(" "));
    if (line.command !== "wrong") throw new Error(JSON.stringify(line));
    expect(line.message.en).toContain(says);
    expect(line.message.fr).toMatch(/\S/);
    for (const message of Object.values(line.message)) expect(message).not.toContain("\n");
  });

  it.each(["README.md", "README.en.md"])("is in %s as the program takes it", (file) => {
    const readme = readFileSync(file, "utf8");
    for (const verb of Object.keys(verbs)) expect(readme).toContain(`\n| \`${verb}`);
    for (const [name, { value = "" }] of Object.entries(options)) {
      // Words to choose from are the same in both languages; what names a kind of value is not.
      const choice = /^[a-z]+(\|[a-z]+)+$/.test(value) && !value.startsWith("name");
      const words = choice ? `--${name} ${value.replaceAll("|", "\\|")}\`` : `--${name}`;
      expect(readme, name).toContain(`\`${words}`);
    }
  });

  it.each(["fr", "en"] as const)(
    "explains every command and every option it takes, in %s",
    (lang) => {
      for (const verb of Object.keys(verbs) as Verb[]) {
        const help = helpOf(verb, lang);
        expect(help).toContain(`mtinov-stage ${verb}`);
        for (const option of verbs[verb].options) expect(help).toContain(`--${option}`);
        for (const line of help.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
      }
      expect(helpOf(null, lang)).toContain("kiosk");
    },
  );
});
