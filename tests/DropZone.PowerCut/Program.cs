using DropZone.PowerCut;

// produce ZONE LOG          drop deliveries until killed, and append the names of synced ones to LOG
// before ZONE LOG           check the zone after a cut, before its recovery; LOG was copied just before the cut
// after ZONE LOG            check the zone after its recovery
switch (args)
{
    case ["produce", var zone, var log]:
        Producer.Run(zone, log);
        return 0;
    case ["before" or "after", var zone, var log]:
        var acknowledged = File.Exists(log) ? File.ReadAllLines(log) : [];
        var checker = new Checker(zone);
        if (args[0] == "before")
            checker.BeforeRecovery(acknowledged);
        else
            checker.AfterRecovery(acknowledged);
        Console.WriteLine($"{args[0]} recovery: {acknowledged.Length} acknowledged, {checker.Violations.Count} violations");
        return checker.Violations.Count == 0 ? 0 : 1;
    default:
        Console.Error.WriteLine("usage: DropZone.PowerCut produce|before|after ZONE LOG");
        return 2;
}
