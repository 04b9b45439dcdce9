// bpmn-engine (npm) on the same models, in memory and not durable; the parsed model is used again.
// run.mjs MODELS SECONDS: prints lines "case<TAB>instances a second".
import { readFileSync } from 'node:fs'
import { Engine } from 'bpmn-engine'

const [models, seconds] = [process.argv[2], Number(process.argv[3])]
// It evaluates JavaScript conditions; ours are FEEL.
const source = (name) =>
  readFileSync(`${models}/${name}.bpmn`, 'utf8').replace(
    '<conditionExpression xsi:type="tFormalExpression">amount &gt; 100',
    '<conditionExpression xsi:type="tFormalExpression" language="javascript">next(null, this.environment.variables.amount > 100)'
  )
const people = { simple: [], tasks: ['first', 'second'], desk: ['work'] } // their tasks
const double = function (input, done) { done(null, 60) }

async function once(template, name) {
  const engine = template
    ? new Engine({ name }).recover(template)
    : new Engine({ name, source: source(name), services: { double }, variables: { amount: 60 } })
  const execution = await engine.execute({ services: { double }, variables: { amount: 60 } })
  for (const id of people[name]) execution.signal({ id })
  if (!execution.completed && execution.state !== 'idle') await engine.waitFor('end')
  return engine
}

for (const name of Object.keys(people)) {
  await once(null, name)
  const begin = performance.now()
  let done = 0
  while (performance.now() - begin < seconds * 1000) {
    await once(null, name)
    done++
  }
  console.log(`bpmn-engine ${name}\t${Math.round((done * 1000) / (performance.now() - begin))}`)
}
