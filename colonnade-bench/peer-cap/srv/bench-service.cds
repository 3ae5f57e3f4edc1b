using bench from '../db/schema';

service BenchService @(path: 'bench') {
    entity Queues as projection on bench.Queue;

    type Turned {
        Text   : String;
        Number : Integer;
    }

    action Turn(Text : String, Number : Integer) returns Turned;
}
