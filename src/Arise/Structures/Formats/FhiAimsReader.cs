using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// geometry.in of FHI-aims: lattice_vector (none or three), atom (Cartesian) and atom_frac (fractional), in any order.
/// Keywords that belong to an atom or to the whole calculation without moving anything are skipped, as are ghost
/// sites (empty); any other keyword is an error, because a misspelt "atom" would silently lose an atom.
/// </summary>
/// <remarks>Format: the FHI-aims manual, chapter on geometry.in (https://fhi-aims.org).</remarks>
internal sealed class FhiAimsReader : IStructureReader
{
    private static readonly HashSet<string> SkippedKeywords =
    [
        "initial_moment", "initial_charge", "constrain_relaxation", "velocity", "pseudocore", "multipole",
        "homogeneous_field", "set_vacuum_level", "hessian_block", "hessian_block_lv", "hessian_block_lv_atom",
        "hessian_file", "trust_radius", "symmetry_n_params", "symmetry_params", "symmetry_lv", "symmetry_frac",
        "symmetry_frac_change_threshold", "esp_constraint", "isotope", "nuclear_constrain", "magnetic_response",
        "magnetic_moment", "nuclear_spin", "calculate_friction", "verbatim_writeout", "rt_tddft_initial_velocity",
    ];

    /// <inheritdoc/>
    public IEnumerable<StructureFrame> Read(LineReader lines, StructureReadOptions options)
    {
        var vectors = new List<Vector3D>();
        var atoms = new List<(Vector3D Coordinates, bool Fractional, ChemicalElement Element, long Line)>();
        long latticeLine = 0;
        bool empty = true;
        while (lines.ReadLine() is { } line)
        {
            int comment = line.IndexOf('#', StringComparison.Ordinal);
            LineFields fields = lines.Fields(comment < 0 ? line : line.AsSpan(0, comment));
            if (!fields.TryNext(out ReadOnlySpan<char> keyword))
                continue;
            empty = false;
            if (keyword is "lattice_vector")
            {
                vectors.Add(fields.Vector("each component of a lattice vector"));
                latticeLine = lines.LineNumber;
                if (vectors.Count > 3)
                    throw lines.Error("there is a fourth lattice_vector; a cell has three.");
            }
            else if (keyword is "atom" or "atom_frac")
            {
                bool fractional = keyword is "atom_frac";
                Vector3D coordinates = fields.Vector("each coordinate");
                lines.Keep(MemoryBudget.BytesPerAtom);
                atoms.Add((coordinates, fractional, fields.Element("the species"), lines.LineNumber));
            }
            else if (keyword is "empty")
            {
                lines.Note("ghost sites (empty) are left out.", lines.LineNumber);
            }
            else if (!SkippedKeywords.Contains(keyword.ToString().ToLowerInvariant()))
            {
                throw lines.Error(
                    $"{LineReader.Quote(keyword)} is not a known keyword of geometry.in; correct or remove the line.");
            }
        }

        if (!empty)
            yield return Assemble(lines, vectors, latticeLine, atoms);
    }

    private static StructureFrame Assemble(
        LineReader lines,
        List<Vector3D> vectors,
        long latticeLine,
        List<(Vector3D Coordinates, bool Fractional, ChemicalElement Element, long Line)> atoms)
    {
        if (vectors.Count is not (0 or 3))
            throw lines.ErrorAt(
                latticeLine,
                $"there are {vectors.Count} lattice_vector lines; write all three or none.");
        if (atoms.Count == 0)
            throw lines.ErrorAt(0, "there is no atom; the file is truncated or not a geometry.in.");
        Lattice? lattice = vectors.Count == 0
            ? null
            : lines.CreateLattice(vectors[0], vectors[1], vectors[2], latticeLine);
        lines.Release();
        var block = new AtomBlock(lines);
        foreach ((Vector3D coordinates, bool fractional, ChemicalElement element, long line) in atoms)
        {
            if (fractional && lattice is null)
                throw lines.ErrorAt(line, "atom_frac needs a cell; add three lattice_vector lines or use atom.");
            block.Add(fractional ? lattice!.ToCartesian(coordinates) : coordinates, element, line);
        }

        return block.ToFrame(lattice, lattice is null ? Periodicity.None : Periodicity.Bulk);
    }
}
