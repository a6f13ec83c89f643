/** A choice that a variant stands for. */
export interface Choice {
  group: string;
  option: string;
}

/** Something that the shop sells; prices are euro cents with tax. */
export interface Article {
  key: string;
  number: string;
  /** Null on a variant that is called like its parent. */
  name: string | null;
  /** Null on a variant that costs what its parent costs. */
  grossCents: number | null;
  tax: 'standard' | 'reduced';
  parentKey: string | null;
  choices: readonly Choice[];
  digital: boolean;
  /** Sold once, and deleted since. */
  isGone: boolean;
}

/** The German rates of the two taxes, in hundredths of a percent; prices before tax are derived from them. */
export const HOME_RATES = { standard: 1900, reduced: 700 } as const;

/** All articles that ever were; `shirt` is sold as its variants only. */
export const ARTICLES: readonly Article[] = [
  article('mug', 'SW-10001', 'Tasse „Fjord“', 1290),
  article('lamp', 'SW-10002', 'Lampe «Lumière»', 8995),
  article('tea', 'SW-10003', '緑茶 100 g', 799, { tax: 'reduced' }),
  article('book', 'SW-10004', 'Kräuterkunde – Band 2 <neu & erweitert>', 2490, { tax: 'reduced' }),
  article('granite', 'SW-10005', 'Heavy Duty Granite Dandy Brand', 32981),
  article('course', 'SW-30001', 'Online-Kurs 🎓', 4900, { digital: true }),
  article('shirt', 'SW-20001', 'T-Shirt', 1995),
  variant('shirt-s', 'SW-20001.1', null, 'S', 'Rot'),
  variant('shirt-m', 'SW-20001.2', null, 'M', 'Rot'),
  variant('shirt-xl', 'SW-20001.3', 2195, 'XL', 'Blau'),
  article('walkman', 'SW-90001', 'Walkman (Restposten)', 5999, { isGone: true }),
];

/** The articles that a customer can put into a cart, those since deleted among them. */
export const SOLD_ARTICLES: readonly Article[] = ARTICLES.filter(({ key }) => key !== 'shirt');

/** The article that a variant belongs to, and the article itself where it is no variant. */
export function familyOf(article: Article): Article {
  return ARTICLES.find(({ key }) => key === article.parentKey) ?? article;
}

/** The price of an article with tax, its parent's where it has none of its own. */
export function grossCentsOf(article: Article): number {
  return article.grossCents ?? familyOf(article).grossCents ?? 0;
}

function article(
  key: string,
  number: string,
  name: string | null,
  grossCents: number | null,
  more: Partial<Article> = {},
): Article {
  return {
    key,
    number,
    name,
    grossCents,
    tax: 'standard',
    parentKey: null,
    choices: [],
    digital: false,
    isGone: false,
    ...more,
  };
}

function variant(key: string, number: string, grossCents: number | null, size: string, colour: string): Article {
  const choices = [
    { group: 'Größe', option: size },
    { group: 'Farbe', option: colour },
  ];
  return article(key, number, null, grossCents, { parentKey: 'shirt', choices });
}
