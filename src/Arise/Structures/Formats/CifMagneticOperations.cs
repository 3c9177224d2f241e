using Arise.Structures.Symmetry;

namespace Arise.Structures.Formats;

/// <summary>
/// The operations of a magnetic space group as they act on positions: "x,y,z,-1" is "x,y,z", as the reversal of time
/// leaves positions where they are. Centering operations are combined with all others.
/// </summary>
/// <remarks>Source: the magCIF dictionary of the IUCr, https://www.iucr.org/resources/cif/dictionaries.</remarks>
internal static class CifMagneticOperations
{
    /// <summary>The operations, as coordinate triplets.</summary>
    /// <param name="operations">_space_group_symop_magn_operation.xyz.</param>
    /// <param name="centering">_space_group_symop_magn_centering.xyz; null for none.</param>
    /// <param name="lines">For errors.</param>
    /// <exception cref="StructureFormatException">One is no such operation.</exception>
    public static IReadOnlyList<CifToken> Of(CifColumn operations, CifColumn? centering, LineReader lines)
    {
        CifToken[] listed = [.. operations.Select(value => WithoutTime(value, lines))];
        if (centering is null)
            return listed;
        var all = new List<CifToken>();
        foreach (CifToken value in centering)
        {
            SymmetryOperation translation = Parse(WithoutTime(value, lines), lines);
            foreach (CifToken token in listed)
                all.Add(token with { Text = translation.After(Parse(token, lines)).Reduced().ToString() });
        }

        return [.. all.DistinctBy(token => token.Text)];
    }

    private static CifToken WithoutTime(CifToken value, LineReader lines)
    {
        string[] parts = value.Text.Split(',');
        return parts.Length == 4 && parts[3].Trim() is "+1" or "-1" or "1"
            ? value with { Text = string.Join(',', parts[..3]) }
            : throw lines.ErrorAt(
                value.Line,
                $"{LineReader.Quote(value.Text)} is not a magnetic symmetry operation such as 'x+1/2, -y, z, -1'.");
    }

    private static SymmetryOperation Parse(CifToken value, LineReader lines) =>
        SymmetryOperation.TryParse(value.Text, out SymmetryOperation operation)
            ? operation
            : throw lines.ErrorAt(
                value.Line,
                $"{LineReader.Quote(value.Text)} is not a symmetry operation such as 'x+1/2, -y, z'.");
}
