import { describe, expect, it } from 'vitest';
import { createConnections } from '../../../../renderer/embed/connections.ts';

function theConnections() {
  const open: string[] = [];
  const connections = createConnections(({ host, token }) => {
    const name = `${host} ${token}`;
    open.push(name);
    return { name, close: () => void open.splice(open.indexOf(name), 1) };
  });
  return { open, connections };
}

const here = { host: 'https://one', token: 'a' };

describe('elements of one page', () => {
  it('share a connection when they name the same host and token, until the last lets go', () => {
    const { open, connections } = theConnections();
    const first = connections.take(here);
    const second = connections.take({ ...here });
    expect(second.connection).toBe(first.connection);
    first.release();
    expect(open).toEqual(['https://one a']);
    second.release();
    expect(open).toEqual([]);
  });

  it('have different ones for different hosts or tokens', () => {
    const { open, connections } = theConnections();
    connections.take(here);
    connections.take({ ...here, token: 'b' });
    connections.take({ ...here, host: 'https://two' });
    expect(open).toEqual(['https://one a', 'https://one b', 'https://two a']);
  });

  it('cannot let go twice of what another still holds', () => {
    const { open, connections } = theConnections();
    const first = connections.take(here);
    connections.take(here);
    first.release();
    first.release();
    expect(open).toEqual(['https://one a']);
  });

  it('get a new one after the last was closed', () => {
    const { connections } = theConnections();
    const first = connections.take(here);
    first.release();
    expect(connections.take(here).connection).not.toBe(first.connection);
  });
});
