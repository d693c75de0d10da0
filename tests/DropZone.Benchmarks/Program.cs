#if WITH_PARTS
using BenchmarkDotNet.Running;
#endif
using DropZone.Benchmarks;

// Measures the figures of docs/developer/performance.md. Called by tests/performance.
#if WITH_PARTS
if (args is ["parts", ..])
{
    BenchmarkSwitcher.FromAssembly(typeof(Rounds).Assembly).Run([.. args.Skip(1)]);
    return 0;
}
#endif

var number = args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 0;
switch (args)
{
    case ["big-file", var folder, ..]:
        new BigFile(folder, number == 0 ? 1000 : number).Run();
        return 0;
    case ["small-files", var folder, ..]:
        new SmallFiles(folder, number == 0 ? 20_000 : number).Run();
        return 0;
    case ["latency", var folder, ..]:
        new Latency(folder, number == 0 ? 1000 : number).Run();
        return 0;
    case ["attack", var folder, ..]:
        new Attack(folder, number == 0 ? 100 : number, args is [_, _, _, var hidden, ..] ? int.Parse(hidden, System.Globalization.CultureInfo.InvariantCulture) : 1_000_000).Run();
        return 0;
    case ["waiting", var folder, ..]:
        new Waiting(folder, number == 0 ? 200_000 : number).Run();
        return 0;
    case ["lines", var folder, ..]:
        new Lines(folder, number == 0 ? 1000 : number).Run();
        return 0;
    case ["orders", var file, ..]:
        OrdersFile.Write(file, number * 1_000_000L);
        return 0;
    default:
        Console.Error.WriteLine("""
            big-file FOLDER [MEGABYTES]    one big file, compared with cp, DuckDB and a script
            small-files FOLDER [FILES]     files of 2 KB, compared with a loop in C on 8 threads
            latency FOLDER [FILES]         one file at a time, compared with inotifywait and mv
            attack FOLDER [UPLOADS [HIDDEN]] small files beside hostile uploads of another partner, under a limit of 512 MB
            waiting FOLDER [FILES]         start time, memory and idle time, with queued files
            lines FOLDER [MEGABYTES]       files of 10 MB and more, 1 to 100 feeds
            orders FILE MEGABYTES          write the big file
            parts [--filter PATTERN]       parts of the program, with BenchmarkDotNet
            """);
        return 2;
}
