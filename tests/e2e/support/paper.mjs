// What a page is on paper.
import { extractText, getDocumentProxy } from 'unpdf';

/** The text of the page's PDF, without white space: lines break anywhere. */
export async function paper(page) {
  // Firefox wants centimetres where Playwright hands on inches.
  const engine = page.context().browser().browserType().name();
  const unit = engine === 'firefox' ? 'in' : 'cm';
  const pdf = await page.pdf({ width: `21${unit}`, height: `29.7${unit}` });
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const { text } = await extractText(document, { mergePages: true });
  return text.replace(/\s+/g, '');
}
