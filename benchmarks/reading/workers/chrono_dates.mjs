// Finds dates with chrono-node: a line of JSON in, one out. The folder of the package is the first argument.
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';

const chrono = createRequire(`${process.argv[2]}/`)('chrono-node');
const two = (number) => String(number).padStart(2, '0');

function written(moment) {
  const year = String(moment.get('year')).padStart(4, '0');
  if (moment.isCertain('day') || moment.isCertain('weekday')) {
    return `${year}-${two(moment.get('month'))}-${two(moment.get('day'))}`;
  }
  return moment.isCertain('month') ? `${year}-${two(moment.get('month'))}` : year;
}

for await (const line of createInterface({ input: process.stdin })) {
  const answers = JSON.parse(line).map(([text, published]) => {
    const base = new Date(`${published ?? '2020-01-01'}T12:00:00`);
    const start = process.cpuUsage();
    const results = chrono.parse(text, base);
    const { user, system } = process.cpuUsage(start);
    const seconds = (user + system) / 1e6;
    const found = results.map((one) => {
      const value = one.end ? `${written(one.start)}/${written(one.end)}` : written(one.start);
      return [one.index, one.index + one.text.length, value];
    });
    return [seconds, found];
  });
  process.stdout.write(`${JSON.stringify(answers)}\n`);
}
