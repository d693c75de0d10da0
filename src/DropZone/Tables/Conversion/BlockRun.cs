using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using DropZone.Csv.Reading;
using DropZone.Csv.Writing;
using DropZone.Tables.Errors;

namespace DropZone.Tables.Conversion;

/// <summary>
/// Converts the rows of a long table in blocks, on all processors, and writes them in the order of the file. It ends before the first block
/// with a fault, and before the end of the file: the remaining rows are converted one by one.
/// </summary>
internal sealed class BlockRun(TableLayout layout, FileRecordReader record, RecordWriter writer, CancellationToken cancellation)
{
    /// <summary>The maximum number of threads: one thread reads, digests and writes, and more than this many would wait for it.</summary>
    private const int MaxThreads = 8;

    /// <summary>The number of blocks per thread: one is converted, others wait to be written. With fewer, threads would wait.</summary>
    private const int BlocksOfThread = 4;

    private readonly int _threads = Math.Min(Environment.ProcessorCount, MaxThreads);
    private readonly BlockingCollection<RowBlock> _open = [];
    private readonly Queue<RowBlock> _active = [];
    private readonly Stack<RowBlock> _free = [];
    private readonly List<Thread> _workers = [];
    private RecordBlocks _blocks = null!;
    private RowCounts _counts;

    /// <summary>Runs after the first row was read. Returns the counts of the rows in blocks.</summary>
    public RowCounts Run()
    {
        _blocks = record.BeginBlocks();
        try
        {
            while (FillUp() && PassFirst())
                cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            End();
        }

        return _counts;
    }

    /// <summary>Queues blocks for the threads ahead of the writer. Returns false if no block is left.</summary>
    private bool FillUp()
    {
        while (_active.Count < _threads * BlocksOfThread)
        {
            if (!_free.TryPop(out var block))
                block = new RowBlock(layout.Output.BlockSize);
            if (!_blocks.TryFill(block.Rows))
            {
                _free.Push(block);
                break;
            }

            _active.Enqueue(block);
            _open.Add(block, CancellationToken.None);
            if (_workers.Count < _threads)
                StartWorker();
        }

        return _active.Count > 0;
    }

    /// <summary>Waits for the first block and writes it. Returns false if it has a fault.</summary>
    private bool PassFirst()
    {
        var block = _active.Peek();
        block.Done.Wait(CancellationToken.None);
        if (block.Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        if (!block.IsSound)
            return false;
        _active.Dequeue();
        writer.WriteRecords(block.Output!.Records);
        record.Pass(block.Rows);
        _counts = _counts.Plus(block.Counts);
        block.Reset();
        _free.Push(block);
        return true;
    }

    private void End()
    {
        _open.CompleteAdding();
        _workers.ForEach(worker => worker.Join());
        foreach (var block in _active.Reverse())
        {
            _blocks.Return(block.Rows);
            block.Dispose();
        }

        foreach (var block in _free)
            block.Dispose();
        _open.Dispose();
        record.EndBlocks();
    }

    private void StartWorker()
    {
        var worker = new Thread(Work) { IsBackground = true, Name = "rows" };
        _workers.Add(worker);
        worker.Start();
    }

    private void Work()
    {
        foreach (var block in _open.GetConsumingEnumerable(CancellationToken.None))
        {
            try
            {
                Convert(block);
            }
            catch (Exception failure)
            {
                block.Failure = failure; // thrown at the same place as without threads
            }

            block.Done.Set();
        }
    }

    private void Convert(RowBlock block)
    {
        using var reader = _blocks.Open(block.Rows);
        if (reader is null)
            return;
        block.Output ??= new RecordWriter(layout.Form);
        var errors = new ErrorLog(reader, layout.Cells) { Labels = layout.Labels };
        using var rows = new RowRun(layout, reader, errors, block.Output, []);
        rows.CheckAhead();
        do
            rows.PassUntouched();
        while (rows.ReadRow() && !errors.Any);

        block.Rows.Records = reader.Row;
        block.Counts = rows.Counts;
        block.IsSound = !errors.Any;
    }
}
