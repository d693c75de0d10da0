using Xunit;

namespace DropZone.Appliance.Wall;

/// <summary>The tests that share one <see cref="WalledMachine"/>.</summary>
[CollectionDefinition(nameof(WallGroup))]
public sealed class WallGroup : ICollectionFixture<WalledMachine>;
