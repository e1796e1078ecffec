// Searching: the rules of lib/rows/search.py over the entries that stand beside the page.
// An entry: kind, name, detail, file, further words, quotes, number (of a project).
const AROUND = 18;
const NUMBER = /^#?(\d{1,2})$/;
export const plainText = (text) => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

const wordsOf = (row) => {
  if (!row.gxWords) {
    row.gxWords = [row[1], row[2]].concat(row[5]).map(plainText).concat(row[4]).join('\n');
  }
  return row.gxWords;
};

const alike = (word, synonyms) => {
  const own = plainText(word);
  const same = synonyms.filter((group) => group.indexOf(own) >= 0)[0] || [];
  return [own].concat(same.filter((each) => each !== own));
};

const holds = (row, word) => {
  if (word[0] !== '#') return wordsOf(row).indexOf(word) >= 0;
  const number = NUMBER.exec(word);
  return number !== null && row[6] === Number(number[1]);
};

const around = (quote, mark) => {
  const chars = Array.from(quote, (char) => (plainText(char) || ' ')[0]);
  const letters = Array.from(quote);
  const at = chars.join('').indexOf(mark);
  if (at < 0) return '';
  const start = Math.max(0, at - AROUND);
  const end = at + mark.length + AROUND;
  const part = letters.slice(start, end).join('').replace(/^…+|…+$/g, '');
  return `${start ? '…' : ''}${part}${end < letters.length ? '…' : ''}`;
};

export const lineOf = (row, marks) => {
  const shown = plainText(row[1] + row[2]);
  if (marks.some((mark) => shown.indexOf(mark) >= 0)) return row[2];
  for (let at = 0; at < row[5].length; at += 1) {
    for (let which = 0; which < marks.length; which += 1) {
      const part = around(row[5][at], marks[which]);
      if (part) return `${row[2]}「${part}」`;
    }
  }
  return row[2];
};

export const find = (words, data) => {
  const asked = words.split(/\s+/).filter(Boolean).map((word) => alike(word, data.synonyms));
  if (!asked.length) return { marks: [], rows: [] };
  const rows = data.rows.filter((row) => asked.every((group) => group.some((word) => holds(row, word))));
  return { marks: [].concat(...asked), rows };
};
