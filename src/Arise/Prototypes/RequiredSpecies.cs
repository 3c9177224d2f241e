namespace Arise.Prototypes;

/// <summary>How many species a sample must have to be of a class.</summary>
internal static class RequiredSpecies
{
    /// <summary>
    /// Number of distinct species of the member of the class that has the fewest; 1 for a class that the library does
    /// not know.
    /// </summary>
    public static int Of(string label) => PrototypeLibrary.FromLabel(label) is { } prototype
        ? CrystalFamily.Of(prototype).Bases.Min(one => one.Structure.DistinctSpecies().Length)
        : 1;
}
