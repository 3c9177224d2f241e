using System.Globalization;
using Arise.Structures.Symmetry;

namespace Arise.Structures.Formats;

/// <summary>The symmetry operations of a CIF data block.</summary>
/// <remarks>
/// The first of these that the block has counts: listed operations, listed magnetic operations, the Hall symbol, the
/// Hermann-Mauguin symbol, the number of the space group. Nothing at all means P 1. A symbol or a number can leave the
/// setting open: then the cell decides between unique axes and between hexagonal and rhombohedral axes, and of two
/// origins the one that makes fewer atoms (puts sites on more special positions) is taken; what stays open is the first
/// setting of International Tables, except for the origin, which is an error.
/// </remarks>
internal static class CifSymmetry
{
    /// <summary>More operations than any cell in use has: eight times those of F m -3 m.</summary>
    private const int MaxOperations = 8 * SymmetryGroup.MaxOrder;

    /// <summary>The operations of a block, all of them, modulo lattice translations.</summary>
    /// <param name="block">The block.</param>
    /// <param name="lines">For errors.</param>
    /// <param name="lattice">The cell.</param>
    /// <param name="countAtoms">How many atoms a set of operations puts into the cell.</param>
    /// <exception cref="StructureFormatException">
    /// They are no space group, do not fit the cell, or cannot be told.
    /// </exception>
    public static IReadOnlyList<SymmetryOperation> Find(
        CifBlock block, LineReader lines, Lattice lattice, Func<IReadOnlyList<SymmetryOperation>, int> countAtoms)
    {
        if (block.Column(lines, "_space_group_symop_operation_xyz", "_symmetry_equiv_pos_as_xyz") is { } listed)
            return ReadListed([.. listed], lines, lattice);
        if (block.Column(lines, "_space_group_symop_magn_operation_xyz") is { } magnetic)
        {
            return ReadListed(
                CifMagneticOperations.Of(
                    magnetic, block.Column(lines, "_space_group_symop_magn_centering_xyz"), lines),
                lines,
                lattice);
        }

        if (block.Value(lines, "_space_group_name_Hall", "_symmetry_space_group_name_Hall") is { } hall)
        {
            return HallSymbol.TryParse(hall.Text, out SymmetryOperation[] operations)
                ? Fitting(operations, lines, hall.Line, lattice)
                : throw lines.ErrorAt(
                    hall.Line,
                    $"{LineReader.Quote(hall.Text)} is not a Hall symbol; correct it or list the symmetry operations.");
        }

        CifToken? number = block.Value(lines, "_space_group_IT_number", "_symmetry_Int_Tables_number");
        if (block.Value(
            lines, "_space_group_name_H-M_alt", "_symmetry_space_group_name_H-M", "_space_group_name_H-M_full")
            is { } symbol)
        {
            IReadOnlyList<SpaceGroupSetting> settings = SpaceGroup.FindSettings(symbol.Text);
            if (settings.Count == 0)
                throw lines.ErrorAt(
                    symbol.Line,
                    $"{LineReader.Quote(symbol.Text)} is not a known space-group symbol; correct it or list the "
                        + "symmetry operations.");
            if (number is { } given && ReadNumber(lines, given) != settings[0].Number)
                throw lines.ErrorAt(
                    symbol.Line,
                    $"{LineReader.Quote(symbol.Text)} is space group {settings[0].Number}, but the file says number "
                        + $"{LineReader.Quote(given.Text)}; correct one of them.");
            return Choose(settings, lines, symbol, lattice, countAtoms);
        }

        if (number is null)
            RefuseOther(block, lines);
        return number is { } only
            ? Choose(SpaceGroup.FromNumber(ReadNumber(lines, only)).Settings, lines, only, lattice, countAtoms)
            : [SymmetryOperation.Identity];
    }

    // Symmetry that no item tells that can be used, so that the cell would lack atoms.
    private static void RefuseOther(CifBlock block, LineReader lines)
    {
        if (block.Value(
            lines, "_space_group_symop_ssg_operation_algebraic", "_space_group_symop_magn_ssg_operation_algebraic")
            is { } modulated)
            throw lines.ErrorAt(
                modulated.Line,
                "the block lists the symmetry of a modulated structure only; export its average structure with "
                    + "_space_group_symop_operation_xyz.");
        if (block.Value(lines, "_space_group_magn_number_BNS", "_space_group_magn_name_BNS") is { } magnetic
            && magnetic.Text.Trim() is not ("1.1" or "1.2" or "P1" or "P 1"))
            throw lines.ErrorAt(
                magnetic.Line,
                "the block names magnetic symmetry only; list its operations with "
                    + "_space_group_symop_magn_operation.xyz.");
    }

    private static SymmetryOperation[] ReadListed(IReadOnlyList<CifToken> triplets, LineReader lines, Lattice lattice)
    {
        if (triplets.Count > MaxOperations)
            throw lines.ErrorAt(
                triplets[0].Line,
                $"the block lists {triplets.Count} symmetry operations; no space group has more than {MaxOperations}.");
        var operations = new List<SymmetryOperation>();
        foreach (CifToken triplet in triplets)
        {
            operations.Add(SymmetryOperation.TryParse(triplet.Text, out SymmetryOperation operation)
                ? operation.Reduced()
                : throw lines.ErrorAt(
                    triplet.Line,
                    $"{LineReader.Quote(triplet.Text)} is not a symmetry operation such as 'x+1/2, -y, z'."));
        }

        if (SymmetryGroup.FindMissingProduct(operations) is var (first, second))
            throw lines.ErrorAt(
                triplets[0].Line,
                $"the symmetry operations form no group, as the product of '{second}' and '{first}' is missing; "
                    + "complete the list.");
        return Fitting([.. operations.Distinct()], lines, triplets[0].Line, lattice);
    }

    private static SymmetryOperation[] Fitting(
        SymmetryOperation[] operations, LineReader lines, long line, Lattice lattice) =>
        CellMetric.Deviation(lattice, operations) <= CellMetric.Tolerance
            ? operations
            : throw lines.ErrorAt(
                line,
                "the cell lengths and angles do not have the symmetry that the operations ask for; correct one of "
                    + "them.");

    private static int ReadNumber(LineReader lines, CifToken value) =>
        int.TryParse(value.Text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && number >= 1 && number <= SpaceGroup.All.Count
            ? number
            : throw lines.ErrorAt(
                value.Line,
                $"{LineReader.Quote(value.Text)} is not the number of a space group, 1 to {SpaceGroup.All.Count}.");

    private static IReadOnlyList<SymmetryOperation> Choose(
        IReadOnlyList<SpaceGroupSetting> settings,
        LineReader lines,
        CifToken named,
        Lattice lattice,
        Func<IReadOnlyList<SymmetryOperation>, int> countAtoms)
    {
        const double rounding = 1e-4;
        double[] deviations = [.. settings.Select(setting => CellMetric.Deviation(lattice, setting.Operations))];
        double least = deviations.Min();
        if (!(least <= CellMetric.Tolerance))
            throw lines.ErrorAt(
                named.Line,
                $"the cell lengths and angles do not have the symmetry of space group {LineReader.Quote(named.Text)}; "
                    + "correct one of them.");
        SpaceGroupSetting[] fitting = [.. settings.Where((_, i) => deviations[i] <= least + rounding)];
        SpaceGroupSetting first = fitting[0];
        if (first.OriginChoice != 1 || fitting.FirstOrDefault(other => other.OriginChoice == 2) is not { } second)
            return first.Operations;
        int atFirst = countAtoms(first.Operations), atSecond = countAtoms(second.Operations);
        if (atFirst == atSecond)
            throw lines.ErrorAt(
                named.Line,
                $"space group {LineReader.Quote(named.Text)} has two origins and the file does not say which; write "
                    + $"'{first}' or '{second}', or list the symmetry operations.");
        return atFirst < atSecond ? first.Operations : second.Operations;
    }
}
