import { isJsonObject, type JsonObject } from '../../../diff/json.js';
import { type PipelineError, toPipelineError } from '../../../model/errors.js';
import type { ConnectionCheck } from '../../../ports/channel.js';
import { advise, failed, ok, warning } from '../../kit/connection-check.js';
import { ask } from '../graphql/ask.js';
import type { ShopContext } from '../shop-context.js';

const QUERY =
  'query People { customers(first: 5, reverse: true) { nodes { id firstName lastName defaultEmailAddress { emailAddress } ' +
  'defaultPhoneNumber { phoneNumber } defaultAddress { address1 } } } }';
const ADVICE =
  'Ask for protected customer data, with name, address, phone and e-mail, in the API access requests of the app';

/** Whether names, addresses and phone numbers of people may be read: without approval they are denied, or silently missing. */
export async function checkPeople(shop: ShopContext): Promise<ConnectionCheck> {
  const name = 'protected customer data';
  const found = await ask(shop, { query: QUERY }).catch(toPipelineError);
  if (isError(found)) return failed(name, advise(found.message, ADVICE));
  const connection = isJsonObject(found.customers ?? null) ? (found.customers as JsonObject) : {};
  const people = Array.isArray(connection.nodes) ? connection.nodes.filter(isJsonObject) : [];
  if (people.length === 0) return ok(name, 'There are no customers yet whose data could be missing');
  const known = people.some((one) =>
    [one.firstName, one.lastName, one.defaultEmailAddress, one.defaultAddress].some(
      (value) => (value ?? null) !== null,
    ),
  );
  if (known) return ok(name, 'Names and addresses of customers may be read');
  return warning(name, `The last ${people.length} customers have neither name nor address. ${ADVICE}`);
}

function isError(found: JsonObject | PipelineError): found is PipelineError {
  return found instanceof Error;
}
