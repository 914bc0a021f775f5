import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matrixJsonSchema } from '../../src/matrix/matrix.ts';

/** The required fields of the flow coverage matrix, as the operating model lists them. */
const FIELDS = (
  'flow_id persona entry_point happy_path empty_state blocked_state in_place_recovery negative_path cleanup_path ' +
  'ux_anchor contract_anchor automation_anchor fixture_prerequisite dependency_map preflight_proof environment_lane ' +
  'status detected_by expected_gate priority matrix_ids'
).split(' ');

test('the JSON Schema for editors requires every field of the operating model and refuses unknown ones', () => {
  const schema = JSON.parse(JSON.stringify(matrixJsonSchema()));
  const row = schema.properties.flows.items;
  assert.deepEqual([...row.required].sort(), [...FIELDS].sort());
  assert.equal(row.additionalProperties, false);
  assert.deepEqual(
    Object.keys(row.properties).filter((key) => !FIELDS.includes(key)),
    ['title', 'gap_task', 'skips', 'accepted_gap'],
  );
  assert.equal(row.properties.dependency_map.required.length, 9);
});
