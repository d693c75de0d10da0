using DropZone.PowerCut;

// produce ZONE LOG          drop deliveries until killed, and append the names of synced ones to LOG
// operate ZONE LOG FOLDER   act on random jobs until killed, and append completed actions to LOG.actions; FOLDER is for corrected files
// before ZONE LOG           check the zone after a cut, before its recovery; LOG was copied just before the cut
// after ZONE LOG            check the zone after its recovery
switch (args)
{
    case ["produce", var zone, var log]:
        Producer.Run(zone, log);
        return 0;
    case ["operate", var zone, var log, var folder]:
        new Operator(zone, Actions(log), folder).Run();
        return 0;
    case ["before" or "after", var zone, var log]:
        var acknowledged = Lines(log);
        var violations = Delivery.IsWide ? CheckWide(zone, log, acknowledged) : Check(zone, acknowledged);
        Console.WriteLine($"{args[0]} recovery: {acknowledged.Count} acknowledged, {violations} violations");
        return violations == 0 ? 0 : 1;
    default:
        Console.Error.WriteLine("usage: DropZone.PowerCut produce|operate|before|after ZONE LOG [FOLDER]");
        return 2;
}

int Check(string zone, IReadOnlyList<string> acknowledged)
{
    var checker = new Checker(zone);
    if (args[0] == "before")
        checker.BeforeRecovery(acknowledged);
    else
        checker.AfterRecovery(acknowledged);
    return checker.Violations.Count;
}

int CheckWide(string zone, string log, IReadOnlyList<string> acknowledged)
{
    var checker = new WideChecker(zone, isRecovered: args[0] == "after");
    checker.Run(acknowledged, Lines(Actions(log)));
    return checker.Violations.Count;
}

static string Actions(string log) => $"{log}.actions";

static IReadOnlyList<string> Lines(string path) => File.Exists(path) ? File.ReadAllLines(path) : [];
