/**
 * Speaks with the parsing half of pdf.js, in the same thread. That half is made to run in a worker and is reached by
 * messages only: requests answered by a callback, and streams of chunks. Its other half, which browsers use, would need
 * a canvas and DOM globals, complains on the console where there are none, and doubles what is loaded.
 */

/** What pdf.js asks of its side of the line. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: Listener): void;
}

type Listener = (event: { data: unknown }) => void;

/** `CallbackKind` and `StreamKind` of pdf.js. */
const CALLBACK = { data: 1, error: 2 };
const STREAM = { close: 3, enqueue: 4, error: 5, startComplete: 8 };

interface Message {
  sourceName: string;
  targetName: string;
  action?: string;
  callback?: number;
  callbackId?: number;
  stream?: number;
  streamId?: number;
  data?: unknown;
  chunk?: unknown;
  reason?: unknown;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(reason: unknown): void;
  take?(chunk: unknown): void;
}

/** The line to one document. */
export interface PdfMessages {
  /** Sends without awaiting an answer. */
  send(action: string, data: unknown, target?: string): void;
  /** Sends and gives the answer. */
  ask(action: string, data: unknown, target?: string): Promise<unknown>;
  /** Sends and hands each chunk of the answer on; done when the stream closes. */
  stream(action: string, data: unknown, take: (chunk: unknown) => void): Promise<void>;
  /** The next message with one of these actions, sent by pdf.js of itself. */
  next(...actions: string[]): Promise<{ action: string; data: unknown }>;
}

/** Opens the line: `start` takes pdf.js' side of it. `name` is how this side is called. */
export function openMessages(name: string, start: (port: Port) => void): PdfMessages {
  const listeners: Listener[] = [];
  const waiting = new Map<number, Waiting>();
  let awaited:
    | { actions: string[]; resolve(value: { action: string; data: unknown }): void; reject: Reject }
    | undefined;
  let lastId = 0;

  function post(message: Message): void {
    for (const listener of listeners) listener({ data: message });
  }

  function receive(message: Message): void {
    const id = message.callback === undefined ? message.streamId : message.callbackId;
    if (message.callback !== undefined || message.stream !== undefined) answer(waiting.get(id!), message);
    else if (message.callbackId !== undefined) {
      // pdf.js asks for a password, a standard font, a character map: nothing is given, nothing is loaded.
      const { sourceName: targetName, callbackId } = message;
      const reason = new Error(`${message.action} is refused`);
      queueMicrotask(() => post({ sourceName: name, targetName, callback: CALLBACK.error, callbackId, reason }));
    } else if (awaited?.actions.includes(message.action!)) {
      awaited.resolve({ action: message.action!, data: message.data });
      awaited = undefined;
    }
  }

  function answer(call: Waiting | undefined, message: Message): void {
    if (message.callback === CALLBACK.data) call?.resolve(message.data);
    else if (message.callback === CALLBACK.error) call?.reject(message.reason);
    else if (message.stream === STREAM.enqueue) {
      try {
        call?.take?.(message.chunk);
      } catch (error) {
        call?.reject(error);
      }
    } else if (message.stream === STREAM.close) call?.resolve(undefined);
    else if (message.stream === STREAM.error) call?.reject(message.reason);
    else if (message.stream === STREAM.startComplete && message.reason !== undefined) call?.reject(message.reason);
  }

  function call(message: Omit<Message, 'sourceName'>, id: number, take?: (chunk: unknown) => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject, ...(take && { take }) });
      post({ sourceName: name, ...message });
    }).finally(() => waiting.delete(id));
  }

  start({
    postMessage: (message) => receive(message as Message),
    addEventListener: (_type, listener) => listeners.push(listener),
  });

  const document = `${name}_worker`;
  return {
    send: (action, data, target = document) => post({ sourceName: name, targetName: target, action, data }),
    ask: (action, data, target = document) => {
      const callbackId = ++lastId;
      return call({ targetName: target, action, callbackId, data }, callbackId);
    },
    stream: async (action, data, take) => {
      const streamId = ++lastId;
      // Without bound: the chunks are taken as they come, so there is nothing to wait for.
      const request = { targetName: document, action, streamId, data, desiredSize: Number.POSITIVE_INFINITY };
      await call(request, streamId, take);
    },
    next: (...actions) =>
      new Promise((resolve, reject) => {
        awaited = { actions, resolve, reject };
      }),
  };
}

type Reject = (reason: unknown) => void;
