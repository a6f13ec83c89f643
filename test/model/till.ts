import { type PosSettings, posSettings } from '../../src/model/pos-settings.js';

/** The settings of a till in Berlin. */
export function till(changes: Record<string, unknown> = {}): PosSettings {
  return posSettings.parse({
    register: 'main',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    dayEnd: '02:00',
    methods: [
      { id: 'cash', name: 'Cash', kind: 'cash', modes: ['1'] },
      { id: 'card', name: 'Card (Visa, Mastercard)', kind: 'card', modes: ['2'] },
      { id: 'plain-card', name: 'Card', kind: 'card' },
      { id: 'credit', name: 'Credit', kind: 'other', modes: ['3'] },
      { id: 'tabby', name: 'Tabby', kind: 'other', modes: ['5'] },
    ],
    ...changes,
  });
}
