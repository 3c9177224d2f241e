namespace Arise.Studies.Families;

/// <summary>A row of the tables.</summary>
/// <param name="Group">The table it belongs to.</param>
/// <param name="Name">What it measures.</param>
/// <param name="IsNone">Whether its structures are none of the classes.</param>
/// <param name="Models">What each model said.</param>
internal sealed record FamilyRow(string Group, string Name, bool IsNone, FamilyCounts[] Models);
