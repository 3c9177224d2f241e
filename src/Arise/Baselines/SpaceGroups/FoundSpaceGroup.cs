namespace Arise.Baselines.SpaceGroups;

/// <summary>A space group that a symmetry finder found.</summary>
/// <param name="Number">Its number, 1 to 230.</param>
/// <param name="Symbol">Its short international symbol, for example "Fm-3m".</param>
public sealed record FoundSpaceGroup(int Number, string Symbol);
