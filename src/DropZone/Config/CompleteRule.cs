namespace DropZone.Config;

/// <summary>
/// What must lie beside a delivery before it is taken: a companion whose name follows from the delivery's.
/// </summary>
/// <param name="Kind">What the companion proves.</param>
/// <param name="Pattern">The companion's name; <c>{name}</c> stands for the delivery's, exactly once.</param>
public sealed record CompleteRule(CompleteKind Kind, string Pattern);
