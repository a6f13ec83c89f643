import { createCosmosEventLog } from '../../src/stores/cosmos-event-log.js';
import { createCosmosOrderStore } from '../../src/stores/cosmos-order-store.js';
import { createCosmosRunLog } from '../../src/stores/cosmos-run-log.js';
import { createCosmosStockMovements } from '../../src/stores/cosmos-stock-movements.js';
import { createCosmosTillBooks } from '../../src/stores/cosmos-till-books.js';
import { describeEventLogContract } from '../contracts/event-log-contract.js';
import { describeOrderStoreContract } from '../contracts/order-store-contract.js';
import { describeRunLogContract } from '../contracts/run-log-contract.js';
import { describeStockMovementsContract } from '../contracts/stock-movements-contract.js';
import { describeTillBooksContract } from '../contracts/till-books-contract.js';
import { newDatabase } from './cosmos-under-test.js';

describeOrderStoreContract('the Cosmos order store', async () => createCosmosOrderStore(await newDatabase()));
describeEventLogContract('the Cosmos event log', async () => createCosmosEventLog(await newDatabase()));
describeTillBooksContract('the Cosmos till books', async () => createCosmosTillBooks(await newDatabase()));
describeStockMovementsContract('the Cosmos movements', async () => createCosmosStockMovements(await newDatabase()));
describeRunLogContract('the Cosmos run log', async () => createCosmosRunLog(await newDatabase()));
