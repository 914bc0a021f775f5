import assert from 'node:assert/strict';
import { test } from 'node:test';
import { junitXml } from '../../src/evidence/junit-view.ts';
import { smallSummary } from './sample-golden.ts';
import { readySummary } from './sample-ready.ts';
import { interruptedSummary, unmappedSummary } from './sample-summary.ts';

const GOLDEN = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="flowproof" tests="7" failures="3" errors="2" skipped="1">
  <testsuite name="verdict" tests="1" failures="1" errors="0" skipped="0">
    <testcase classname="verdict" name="May this go to UAT?">
      <failure message="A &lt;subpath&gt; has no test &amp; &quot;one&quot; failed." type="blocked"/>
    </testcase>
  </testsuite>
  <testsuite name="gates" tests="1" failures="1" errors="0" skipped="0">
    <testcase classname="gates" name="flow_coverage: All subpaths">
      <failure message="7 of 8." type="shut"/>
    </testcase>
  </testsuite>
  <testsuite name="FLOW-AUTH-MFA-001" tests="4" failures="1" errors="2" skipped="0">
    <testcase classname="FLOW-AUTH-MFA-001.happy" name="signs in">
      <properties><property name="flow_id" value="FLOW-AUTH-MFA-001"/><property name="subpath" value="happy"/><property name="matrix_id" value="UAT-AUTH-001"/></properties>
      <failure message="Left the path at step 2." type="failed"/>
    </testcase>
    <testcase classname="FLOW-AUTH-MFA-001.negative" name="refuses a wrong code">
      <properties><property name="flow_id" value="FLOW-AUTH-MFA-001"/><property name="subpath" value="negative"/><property name="matrix_id" value="UAT-AUTH-001"/></properties>
    </testcase>
    <testcase classname="FLOW-AUTH-MFA-001.cleanup" name="deletes the user">
      <properties><property name="flow_id" value="FLOW-AUTH-MFA-001"/><property name="subpath" value="cleanup"/><property name="matrix_id" value="UAT-AUTH-001"/></properties>
      <error message="did_not_run" type="did_not_run"/>
    </testcase>
    <testcase classname="FLOW-AUTH-MFA-001.recovery" name="recovery">
      <properties><property name="flow_id" value="FLOW-AUTH-MFA-001"/><property name="subpath" value="recovery"/></properties>
      <error message="No test speaks for this subpath." type="blocked"/>
    </testcase>
  </testsuite>
  <testsuite name="without a flow" tests="1" failures="0" errors="0" skipped="1">
    <testcase classname="without a flow" name="loose">
      <skipped message="Skipped."/>
    </testcase>
  </testsuite>
</testsuites>
`;

test('the view has this shape', () => assert.equal(junitXml(smallSummary()), GOLDEN));

test('it carries no time, host, output or attachment', () => {
  assert.doesNotMatch(junitXml(smallSummary()), /time=|timestamp|hostname|system-out|system-err|file=/);
});

for (const [name, make, colour] of [
  ['ready', readySummary, 'green'],
  ['interrupted', interruptedSummary, 'red'],
  ['not readiness evidence', unmappedSummary, 'green'],
] as const) {
  test(`a tool that counts failures sees ${name} as ${colour}`, () => {
    const [, failures, errors] = /failures="(\d+)" errors="(\d+)"/.exec(junitXml(make())) ?? [];
    assert.equal(Number(failures) + Number(errors) > 0 ? 'red' : 'green', colour);
  });
}
