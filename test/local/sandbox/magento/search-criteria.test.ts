import { MagentoError } from '../../../../src/local/sandbox/magento/magento-error.js';
import { echoSearchCriteria, parseSearchCriteria } from '../../../../src/local/sandbox/magento/search-criteria.js';

const PARSED = {
  filterGroups: [[{ field: 'updated_at', value: '2026-11-20 10:00:00', conditionType: 'gteq' }]],
  sortOrders: [
    { field: 'updated_at', direction: 'ASC' },
    { field: 'entity_id', direction: 'DESC' },
  ],
  pageSize: 5,
  currentPage: 2,
};

test.each([
  [
    'snake_case',
    'searchCriteria[filter_groups][0][filters][0][field]=updated_at&searchCriteria[filter_groups][0][filters][0][value]=2026-11-20+10:00:00' +
      '&searchCriteria[filter_groups][0][filters][0][condition_type]=gteq&searchCriteria[sort_orders][0][field]=updated_at' +
      '&searchCriteria[sort_orders][0][direction]=asc&searchCriteria[sort_orders][1][field]=entity_id' +
      '&searchCriteria[page_size]=5&searchCriteria[current_page]=2',
  ],
  [
    'camelCase and percent-encoded',
    'searchCriteria%5BfilterGroups%5D%5B0%5D%5Bfilters%5D%5B0%5D%5Bfield%5D=updated_at' +
      '&searchCriteria%5BfilterGroups%5D%5B0%5D%5Bfilters%5D%5B0%5D%5Bvalue%5D=2026-11-20%2010%3A00%3A00' +
      '&searchCriteria%5BfilterGroups%5D%5B0%5D%5Bfilters%5D%5B0%5D%5BconditionType%5D=gteq' +
      '&searchCriteria%5BsortOrders%5D%5B0%5D%5Bfield%5D=updated_at&searchCriteria%5BsortOrders%5D%5B0%5D%5Bdirection%5D=ASC' +
      '&searchCriteria%5BsortOrders%5D%5B1%5D%5Bfield%5D=entity_id&searchCriteria%5BpageSize%5D=5&searchCriteria%5BcurrentPage%5D=2',
  ],
])('a search in %s is read whole', (_, query) => {
  expect(parseSearchCriteria(query)).toEqual(PARSED);
});

test('no search at all is null, and an empty one finds everything', () => {
  expect(parseSearchCriteria('fields=items')).toBeNull();
  expect(parseSearchCriteria('searchCriteria=')).toEqual({
    filterGroups: [],
    sortOrders: [],
    pageSize: null,
    currentPage: null,
  });
});

test('a condition that is not named is eq', () => {
  const query =
    'searchCriteria[filter_groups][0][filters][0][field]=status&searchCriteria[filter_groups][0][filters][0][value]=new';
  expect(parseSearchCriteria(query)?.filterGroups).toEqual([[{ field: 'status', value: 'new', conditionType: 'eq' }]]);
});

test.each([
  'searchCriteria[pageSize]=many',
  'searchCriteria[currentPage]=1.5',
  'searchCriteria[sortOrders][0][direction]=up',
])('%s is a bad request', (query) => {
  expect(() => parseSearchCriteria(query)).toThrow(MagentoError);
});

test('the answer repeats the search in snake_case', () => {
  expect(echoSearchCriteria(PARSED as NonNullable<ReturnType<typeof parseSearchCriteria>>)).toEqual({
    filter_groups: [{ filters: [{ field: 'updated_at', value: '2026-11-20 10:00:00', condition_type: 'gteq' }] }],
    sort_orders: PARSED.sortOrders,
    page_size: 5,
    current_page: 2,
  });
});
