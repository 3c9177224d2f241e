using Arise.Numerics;
using Arise.Structures.Symmetry;

namespace Arise.Structures.Formats;

/// <summary>
/// CIF: the asymmetric unit of each data block with atoms, expanded to the unit cell by the symmetry of the block
/// (<see cref="CifSymmetry"/>, <see cref="UnitCellFiller"/>). Every block with atoms is a frame.
/// </summary>
/// <remarks>
/// <para>
/// S. R. Hall, F. H. Allen and I. D. Brown, Acta Cryst. A47, 655 (1991), doi:10.1107/S010876739101067X; core
/// dictionary of the IUCr. mmCIF names of the same items are understood. Coordinates are fractional, or Cartesian in
/// the usual orientation of the cell. Missing angles are 90 degrees, as the dictionary says.
/// </para>
/// <para>
/// A block without a cell, or with the placeholder 1, 1, 1, 90, 90, 90 of mmCIF, and with Cartesian coordinates is a
/// molecule. Fractional occupancy and two elements on a site are refused; of alternatives one counts
/// (<see cref="CifSiteTable"/>). Every model of mmCIF is a frame.
/// </para>
/// </remarks>
internal sealed class CifReader : IStructureReader
{
    private const double MaxFractional = 1e5;

    /// <summary>Whether the first lines of a file are those of a CIF: behind comments, a data block header.</summary>
    public static bool IsCif(IReadOnlyList<string> head) =>
        head.FirstOrDefault(line => line.AsSpan().Trim() is not ([] or ['#', ..])) is { } first
        && first.AsSpan().TrimStart().StartsWith("data_", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IEnumerable<StructureFrame> Read(LineReader lines, StructureReadOptions options)
    {
        int blocks = 0, frames = 0;
        long emptyLine = 0;
        foreach (CifBlock block in CifBlock.ReadAll(lines))
        {
            blocks++;
            emptyLine = Math.Max(emptyLine, block.EmptySitesLine);
            CifSiteTable? table = null;
            try
            {
                if (CifSiteTable.IsIn(block, lines))
                    table = new CifSiteTable(block, lines);
            }
            catch (StructureFormatException error) when (lines.Skips(error))
            {
            }

            int models = table?.Models.Count ?? 0;
            for (int model = 0; model < models; model++)
            {
                StructureFrame frame;
                try
                {
                    List<CifSite> sites = table!.Read(model);
                    if (model == models - 1)
                        table.Release(block);
                    if (sites.Count == 0)
                        continue;
                    frames++;
                    Lattice? lattice = ReadLattice(block, lines, placeholderIsNone: !table.IsFractional);
                    frame = lattice is null
                        ? Molecule(block, lines, table, sites)
                        : Crystal(block, lines, table, sites, lattice);
                }
                catch (StructureFormatException error) when (lines.Skips(error))
                {
                    continue;
                }

                yield return frame;
            }
        }

        if (blocks > 0 && frames == 0 && !lines.AnySkipped)
            throw emptyLine > 0
                ? lines.ErrorAt(emptyLine, "the loop of atom sites that begins here has no rows; there are no atoms.")
                : lines.ErrorAt(
                    0,
                    "no data block lists atom sites (_atom_site_fract_x, _y, _z); the file is truncated or describes "
                        + "no structure.");
    }

    private static Lattice? ReadLattice(CifBlock block, LineReader lines, bool placeholderIsNone)
    {
        if (block.Value(lines, "_cell_length_a") is not { } first)
            return null;
        double a = CifNumber.Read(lines, first, "the cell length a"), b = Length('b'), c = Length('c');
        double alpha = Angle("alpha"), beta = Angle("beta"), gamma = Angle("gamma");
        if (placeholderIsNone && (a, b, c, alpha, beta, gamma) == (1, 1, 1, 90, 90, 90))
            return null;
        Lattice lattice;
        try
        {
            lattice = Lattice.FromParameters(a, b, c, alpha, beta, gamma);
        }
        catch (ArgumentException problem)
        {
            throw lines.ErrorAt(first.Line, $"the cell is unusable, correct it: {problem.Message}");
        }

        double thickness = 1 / Math.Max(
            lattice.ReciprocalA.Length, Math.Max(lattice.ReciprocalB.Length, lattice.ReciprocalC.Length));
        return thickness >= 4 * UnitCellFiller.Tolerance
            ? lattice
            : throw lines.ErrorAt(
                first.Line,
                $"the cell is only {thickness:0.###} Angstrom thick, too thin for an atom; correct the cell lengths "
                    + "and angles.");

        double Length(char axis) => block.Value(lines, $"_cell_length_{axis}") is { } value
            ? CifNumber.Read(lines, value, $"the cell length {axis}")
            : throw lines.ErrorAt(first.Line, $"the cell has a length a but no length {axis}; complete it.");

        double Angle(string name) =>
            block.Value(lines, $"_cell_angle_{name}") is { } value
                ? CifNumber.Read(lines, value, $"the cell angle {name}")
                : 90;
    }

    private static StructureFrame Molecule(
        CifBlock block, LineReader lines, CifSiteTable table, List<CifSite> sites)
    {
        if (table.IsFractional)
            throw lines.ErrorAt(
                sites[0].Line, "the atom sites are fractional, but the block has no cell (_cell_length_a, ...).");
        var atoms = new AtomBlock(lines, sites.Count);
        foreach (CifSite site in sites)
            atoms.Add(site.Coordinates, site.Element, site.Line);
        return atoms.ToFrame(lattice: null, Periodicity.None, name: NameOf(block));
    }

    private static StructureFrame Crystal(
        CifBlock block, LineReader lines, CifSiteTable table, List<CifSite> sites, Lattice lattice)
    {
        for (int i = 0; i < sites.Count; i++)
        {
            Vector3D p = sites[i].Coordinates;
            if (!table.IsFractional)
                sites[i] = sites[i] with { Coordinates = p = lattice.ToFractional(p) };
            if (!(Math.Max(Math.Abs(p.X), Math.Max(Math.Abs(p.Y), Math.Abs(p.Z))) <= MaxFractional))
                throw lines.ErrorAt(
                    sites[i].Line,
                    $"site {LineReader.Quote(table.LabelOf(sites[i]))} lies more than {MaxFractional} cells away; "
                        + "check its coordinates.");
        }

        IReadOnlyList<SymmetryOperation> operations = CifSymmetry.Find(
            block, lines, lattice, candidate => Fill(lines, sites, lattice, candidate, out _).Positions.Count);
        return Filled(lines, table, sites, lattice, operations)
            .ToFrame(
                lattice,
                Periodicity.Bulk,
                properties: CifAsymmetricUnit.PropertiesOf(operations),
                name: NameOf(block));
    }

    // The sites, the filler and its index are given up at the end of this method, before the structure is made.
    private static AtomBlock Filled(
        LineReader lines,
        CifSiteTable table,
        List<CifSite> sites,
        Lattice lattice,
        IReadOnlyList<SymmetryOperation> operations)
    {
        UnitCellFiller filler = Fill(lines, sites, lattice, operations, out (int Site, int Occupant)? conflict);
        if (conflict is var (site, occupant))
            throw lines.ErrorAt(
                sites[site].Line,
                $"site {LineReader.Quote(table.LabelOf(sites[site]))} falls on site "
                    + $"{LineReader.Quote(table.LabelOf(sites[occupant]))} of line {sites[occupant].Line}; only "
                    + "ordered structures can be read, so keep one of them.");
        var atoms = new AtomBlock(lines, filler.Positions.Count);
        for (int i = 0; i < filler.Positions.Count; i++)
            atoms.Add(lattice.ToCartesian(filler.Positions[i]), filler.Species[i], sites[filler.Sites[i]].Line);
        sites.Clear();
        sites.Capacity = 0;
        return atoms;
    }

    private static UnitCellFiller Fill(
        LineReader lines,
        List<CifSite> sites,
        Lattice lattice,
        IReadOnlyList<SymmetryOperation> operations,
        out (int Site, int Occupant)? conflict)
    {
        var cell = new UnitCellFiller(lattice, operations, sites.Count);
        conflict = null;
        for (int i = 0; i < sites.Count; i++)
        {
            int before = cell.Positions.Count;
            if (!cell.TryAdd(i, sites[i].Element, sites[i].Coordinates, out int other))
                conflict ??= (i, other);
            lines.Keep(MemoryBudget.BytesPerAtom * (cell.Positions.Count - before));
        }

        lines.Keep(-MemoryBudget.BytesPerAtom * cell.Positions.Count);
        return cell;
    }

    private static string? NameOf(CifBlock block) => block.Name.Length > 0 ? block.Name : null;
}
