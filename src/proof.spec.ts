import { readProofRequest } from './run/proof-request.ts';
import { defineContractTests } from './test.ts';

const request = readProofRequest(process.env);
if (request) defineContractTests(request.id);
