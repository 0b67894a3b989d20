import qrcode from "qrcode-generator";
import type { Lang } from "./deck.ts";
import { escapeText } from "./escape.ts";

const NAMES: Record<Lang, string> = { fr: "Code QR : ", en: "QR code: " };
/** Light squares on every side, which a reader needs to find the code (ISO/IEC 18004). */
const QUIET = 4;

/** A figure with the QR code of a web address, and the address in letters for those who cannot scan it. */
export function qrFigure(link: string, lang: Lang): string {
  // Level M still reads when 15 % of it is dirty or shines.
  const code = qrcode(0, "M");
  code.addData(encodeURI(link));
  code.make();
  const size = code.getModuleCount();
  let path = "";
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const start = x;
      while (x < size && code.isDark(y, x)) x++;
      if (x > start) path += `M${start} ${y}h${x - start}v1h-${x - start}z`;
    }
  }
  const box = `${-QUIET} ${-QUIET} ${size + 2 * QUIET} ${size + 2 * QUIET}`;
  const shown = escapeText(link.replace(/^https?:\/\/|\/$/g, ""));
  return `<figure class="qr"><svg viewBox="${box}" role="img"><title>${NAMES[lang]}${escapeText(link)}</title><path d="${path}"/></svg><figcaption>${shown}</figcaption></figure>`;
}
