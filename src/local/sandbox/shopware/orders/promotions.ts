import type { ShopPromotion } from './shop-order.js';

/** The promotions that the shop runs, by what they do; absolute ones in euro cents. */
export const PROMOTIONS: Readonly<Record<string, Pick<ShopPromotion, 'label' | 'code' | 'scope' | 'kind' | 'value'>>> =
  {
    absolute: { label: '5 € Rabatt', code: 'FÜNF', scope: 'cart', kind: 'absolute', value: 500 },
    percentage: { label: '10 % Herbst', code: 'HERBST10', scope: 'cart', kind: 'percentage', value: 1000 },
    automatic: { label: 'Stammkunden 3,5 %', code: null, scope: 'cart', kind: 'percentage', value: 350 },
    shipping: { label: 'Versand gratis', code: 'GRATIS', scope: 'delivery', kind: 'percentage', value: 10_000 },
  };
