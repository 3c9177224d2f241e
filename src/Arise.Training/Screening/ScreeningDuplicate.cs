namespace Arise.Screening;

/// <summary>A structure that is nearly the same as others.</summary>
/// <param name="Group">Number of the group, from 1 in the order of their first rows.</param>
/// <param name="Distance">Euclidean distance of its descriptor from that of the leader of the group.</param>
/// <param name="Row">The structure.</param>
public sealed record ScreeningDuplicate(int Group, double Distance, ScreeningRow Row);
