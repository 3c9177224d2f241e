namespace Arise.Structures.Symmetry;

/// <summary>
/// Groups of symmetry operations modulo the lattice translations of the cell: order of the point group times the
/// number of centering vectors, at most 48 x 4 = 192.
/// </summary>
internal static class SymmetryGroup
{
    /// <summary>Most operations that a conventional cell has: those of F m -3 m.</summary>
    public const int MaxOrder = 192;

    /// <summary>
    /// All products of the generators, reduced, the identity first; null if they form no space group.
    /// </summary>
    public static SymmetryOperation[]? TryGenerate(IEnumerable<SymmetryOperation> generators)
    {
        SymmetryOperation[] reduced = [.. generators.Select(generator => generator.Reduced())];
        var group = new List<SymmetryOperation> { SymmetryOperation.Identity };
        var known = new HashSet<SymmetryOperation> { SymmetryOperation.Identity };
        for (int next = 0; next < group.Count; next++)
        {
            foreach (SymmetryOperation generator in reduced)
            {
                SymmetryOperation product = generator.After(group[next]).Reduced();
                if (!known.Add(product))
                    continue;
                if (known.Count > MaxOrder || !IsCrystallographic(product))
                    return null;
                group.Add(product);
            }
        }

        return [.. group];
    }

    /// <summary>
    /// Two operations whose product is missing from the list, or null when the list is a group (a finite set closed
    /// under products contains the identity and all inverses).
    /// </summary>
    public static (SymmetryOperation First, SymmetryOperation Second)? FindMissingProduct(
        IReadOnlyCollection<SymmetryOperation> operations)
    {
        var known = operations.Select(operation => operation.Reduced()).ToHashSet();
        foreach (SymmetryOperation first in known)
        {
            foreach (SymmetryOperation second in known)
            {
                if (!known.Contains(second.After(first).Reduced()))
                    return (first, second);
            }
        }

        return null;
    }

    // Conventional axes need no factors but -1, 0 and 1; anything larger announces a group without end.
    private static bool IsCrystallographic(SymmetryOperation operation) =>
        IsSmall(operation.X) && IsSmall(operation.Y) && IsSmall(operation.Z);

    private static bool IsSmall(CoordinateExpression row) =>
        row.X is >= -1 and <= 1 && row.Y is >= -1 and <= 1 && row.Z is >= -1 and <= 1;
}
