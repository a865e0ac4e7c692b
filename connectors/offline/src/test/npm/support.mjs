export const weather = {
    type: 'function',
    function: {
        name: 'get_weather',
        description: 'Current weather',
        parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
};

export const city = {
    type: 'object',
    properties: { city: { type: 'string' }, temperature: { type: 'integer' } },
    required: ['city', 'temperature'],
};

export const standInUrl = process.env.STANDIN_URL ?? failBecause('set STANDIN_URL to the address of the stand-in');

export async function collect(stream) {
    const parts = [];
    for await (const part of stream) {
        parts.push(part);
    }
    return parts;
}

function failBecause(reason) {
    throw new Error(reason);
}
