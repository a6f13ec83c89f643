import type { JsonObject } from '../../kit/json-object.js';
import type { MagentoSwitches } from '../faults.js';
import type { MagentoShop } from '../shop.js';
import type { TableName } from '../shop-tables.js';
import { LISTINGS } from './listing.js';
import type { MagentoRoute } from './route.js';
import { createSearch } from './search-table.js';
import { spoil } from './spoil.js';

/** The routes that read the shop's listings: of each the search, then the single record. */
export function listingRoutes(shop: MagentoShop): MagentoRoute[] {
  return (Object.keys(LISTINGS) as TableName[]).flatMap((name) => routesOf(shop, name));
}

function routesOf(shop: MagentoShop, name: TableName): MagentoRoute[] {
  const table = shop.tables[name];
  const { list, single, resource, find, notFound, unknownColumn, inList, everywhere } = LISTINGS[name];
  const show = (id: number, payload: JsonObject, switches: MagentoSwitches): JsonObject => {
    const shown = everywhere?.(payload, switches, shop) ?? payload;
    return switches.badRecords.includes(`${name}/${id}`) ? spoil(shown) : shown;
  };
  const search = createSearch({
    table,
    unknownColumn,
    serve: (id, payload, switches) => show(id, inList?.(payload, switches) ?? payload, switches),
  });
  return [
    { method: 'GET', pattern: list, resource, answer: ({ query, switches }) => search(query, switches) },
    {
      method: 'GET',
      pattern: single,
      resource,
      answer: ({ captured: [asked = ''], switches }) => {
        const id = find(table, asked);
        const payload = id === undefined ? undefined : table.show(id);
        if (id === undefined || payload === undefined) throw notFound(asked);
        return show(id, payload, switches);
      },
    },
  ];
}
