"""Takes what depends on the machine out of the run directory `run`, which `gyre run` made from configuration/tiny.toml,
adds what a longer run has as well, and makes the hashes right again. Beside it, figures.json holds a figure of each
kind, those of SampleFigures."""
import hashlib, json, os, pathlib

run = pathlib.Path(__file__).parent / 'run'

def edit(name, change):
    tree = json.loads((run / name).read_text())
    change(tree)
    (run / name).write_text(json.dumps(tree, indent=2, ensure_ascii=False) + '\n')

def manifest(tree):
    tree.update(run_id='00000000-0000-4000-8000-000000000000', version='0.1.0', started='2020-01-01T00:00:00Z',
                jvm='a JVM', os='a system', cpu='a processor', blas='a library', command_line=['run', 'tiny.toml'],
                former_configurations=['00' * 32], commit='abc', modified=False,
                inputs=[dict(name='pine.png', path='nowhere/pine.png', bytes=9, sha256='11' * 32)])

def result(tree):
    tree.update(texts=dict(remark='It ran.'), departures=['steps is 2000 instead of 100000'], citations=['Key2000'],
                warnings=[dict(code='A_CODE', sentence='It is small.', severity='warning')])
    tree['values']['undefined'] = None

def checkpoint(tree):
    tree.update(gyre_version='0.1.0', run_id='00000000-0000-4000-8000-000000000000')
    tree['values'].update(name='a text', real=0.5)
    tree['warnings'] = [dict(code='A_CODE', sentence='It is small.', severity='note')]

def sha(name):
    return hashlib.sha256((run / name).read_bytes()).hexdigest()

def files(tree):
    names = ['manifest.json', 'config.toml', 'events.jsonl', 'scalars.csv', 'figures.json', 'cite.bib', 'result.json']
    tree['run_id'] = '00000000-0000-4000-8000-000000000000'
    tree['files'] = [dict(file=n, bytes=os.path.getsize(run / n), sha256=sha(n)) for n in names]

(run / 'events.jsonl').write_text('{"time":"2020-01-01T00:00:00Z","type":"started"}\n{"time":"2020-01-01T00:00:01Z","type":"done"}\n')
(run / 'cite.bib').write_text('@article{Key2000, title = {A title}}\n')
edit('manifest.json', manifest)
edit('result.json', result)
step = 'checkpoints/step-000000002'
edit(step + '/checkpoint.json', checkpoint)
(run / 'checkpoints/LAST').write_text('step-000000002 ' + sha(step + '/checkpoint.json') + '\n')
edit('files.json', files)
