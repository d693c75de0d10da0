using System.Diagnostics;
using System.Globalization;

namespace DropZone.Benchmarks;

/// <summary>Goals 1 to 3: time of a big file through all stages, compared with a synced copy, DuckDB and a Python script.</summary>
internal sealed class BigFile(string folder, int megabytes)
{
    private const int ManyRounds = 5;
    private readonly string _input = Path.Combine(folder, "orders.csv");

    public void Run()
    {
        try
        {
            OrdersFile.Write(_input, megabytes * 1_000_000L);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{megabytes} MB in {folder}, {Environment.ProcessorCount} processors, {File.ReadLines(_input).LongCount() - 1} rows of 11 columns"));
            using var native = new Service(Programs.Native, folder, OrdersFile.Feed);
            using var managed = new Service(Programs.Managed, folder, OrdersFile.Feed);
            Rounds.Run(ManyRounds, [
                new("cp, sync", Copy),
                new("dropzone", () => native.Convert(_input, "orders")),
                new("dropzone, JIT", () => managed.Convert(_input, "orders")),
                new("DuckDB", () => Synced(DuckDb), 3),
                new("Python's csv", () => Synced(Script), 1),
            ]);
            Console.WriteLine($"dropzone: peak memory {native.Peak} MB");
        }
        finally
        {
            File.Delete(_input);
        }
    }

    private TimeSpan Copy()
    {
        Command.Run("sync", folder);
        return Synced(() => Command.Run("cp", _input, $"{folder}/copy.csv"));
    }

    private void DuckDb() => DuckDbConversion.Run(_input, $"{folder}/copy.csv");

    private void Script() => Command.Run("python3", $"{AppContext.BaseDirectory}/peers/script.py", _input, $"{folder}/part.csv", $"{folder}/copy.csv");

    private TimeSpan Synced(Action convert)
    {
        var watch = Stopwatch.StartNew();
        convert();
        Command.Run("sync", $"{folder}/copy.csv");
        var time = watch.Elapsed;
        File.Delete($"{folder}/copy.csv");
        return time;
    }
}
