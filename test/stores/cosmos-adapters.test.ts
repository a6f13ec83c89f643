import { createCosmosEventLog } from '../../src/stores/cosmos-event-log.js';
import { createCosmosOrderStore } from '../../src/stores/cosmos-order-store.js';
import { createCosmosRunLog } from '../../src/stores/cosmos-run-log.js';
import { describeEventLogContract } from '../contracts/event-log-contract.js';
import { describeOrderStoreContract } from '../contracts/order-store-contract.js';
import { describeRunLogContract } from '../contracts/run-log-contract.js';
import { newDatabase } from './cosmos-under-test.js';

describeOrderStoreContract('the Cosmos order store', async () => createCosmosOrderStore(await newDatabase()));
describeEventLogContract('the Cosmos event log', async () => createCosmosEventLog(await newDatabase()));
describeRunLogContract('the Cosmos run log', async () => createCosmosRunLog(await newDatabase()));
