using System.Diagnostics;
using System.Globalization;

namespace DropZone.Benchmarks;

/// <summary>Goals 1 to 3: a big file through all stages, beside a copy that is synced, DuckDB, and the script a user has today.</summary>
internal sealed class BigFile(string folder, int megabytes)
{
    private const int ManyRounds = 5;
    private readonly string input = Path.Combine(folder, "orders.csv");

    public void Run()
    {
        try
        {
            OrdersFile.Write(input, megabytes * 1_000_000L);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{megabytes} MB in {folder}, {Environment.ProcessorCount} processors, {File.ReadLines(input).LongCount() - 1} rows of 11 columns"));
            using var native = new Service(Programs.Native, folder, OrdersFile.Feed);
            using var managed = new Service(Programs.Managed, folder, OrdersFile.Feed);
            Rounds.Run(ManyRounds, [
                new("cp, sync", Copy),
                new("dropzone", () => native.Convert(input, "orders")),
                new("dropzone, by the JIT", () => managed.Convert(input, "orders")),
                new("DuckDB", () => Synced(DuckDb), 3),
                new("Python's csv", () => Synced(Script), 1),
            ]);
            Console.WriteLine($"dropzone has had at most {native.Peak} MB");
        }
        finally
        {
            File.Delete(input);
        }
    }

    private TimeSpan Copy()
    {
        Command.Run("sync", folder);
        return Synced(() => Command.Run("cp", input, $"{folder}/copy.csv"));
    }

    private void DuckDb() => DuckDbConversion.Run(input, $"{folder}/copy.csv");

    private void Script() => Command.Run("python3", $"{AppContext.BaseDirectory}/peers/script.py", input, $"{folder}/part.csv", $"{folder}/copy.csv");

    private TimeSpan Synced(Action make)
    {
        var watch = Stopwatch.StartNew();
        make();
        Command.Run("sync", $"{folder}/copy.csv");
        var time = watch.Elapsed;
        File.Delete($"{folder}/copy.csv");
        return time;
    }
}
