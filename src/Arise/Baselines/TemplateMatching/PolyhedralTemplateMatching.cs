using Arise.Structures;

namespace Arise.Baselines.TemplateMatching;

/// <summary>
/// Polyhedral template matching: the neighbors of an atom are laid over those in ideal crystals, in the way that their
/// convex hulls prescribe; the crystal with the smallest root-mean-square deviation is the answer, and the fit tells
/// orientation, size and strain.
/// </summary>
/// <remarks>
/// The neighbors are the first ones of the 18 nearest, ordered by the solid angle of their faces in the Voronoi cell:
/// 6 for simple cubic, 12 for fcc, hcp and icosahedral, 14 for bcc, 4 and 3 more of each of them for the diamonds, 3
/// and 2 for graphene. The triangulated hull is a planar graph, and graphs that are alike prescribe which neighbor
/// belongs to which site. Of equal deviations the first counts, in the order simple cubic, fcc, hcp, icosahedral, bcc,
/// cubic diamond, hexagonal diamond, graphene. Source: P. M. Larsen, S. Schmidt, J. Schiotz, Model. Simul. Mater.
/// Sci. Eng. 24, 055007 (2016), doi:10.1088/0965-0393/24/5/055007.
/// </remarks>
/// <example>
/// <code>
/// AtomicStructure sample = StructureFile.ReadFirst("sample.dump");
/// TemplateMatches matches = PolyhedralTemplateMatching.Match(sample);
/// Console.WriteLine(matches.Types.Count(type => type == LocalStructure.Fcc));
/// </code>
/// </example>
public static class PolyhedralTemplateMatching
{
    /// <summary>Matches all atoms.</summary>
    /// <param name="structure">The atoms.</param>
    /// <param name="settings">Types, RMSD cutoff and threads; the defaults when omitted.</param>
    /// <param name="progress">Is told the number of atoms done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="MemoryBudgetException">There are too many atoms, or the cell repeats too often.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static TemplateMatches Match(
        AtomicStructure structure,
        TemplateMatchingSettings? settings = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(structure);
        settings ??= new TemplateMatchingSettings();
        settings.Validate();
        MemoryBudget.Require(
            (double)structure.Count * (ShellTable.BytesPerAtom + TemplateMatches.BytesPerAtom),
            $"Template matching of {structure.Count} atoms",
            "match a part of the sample at a time");

        // Atoms far outside the cell would be images by large translations.
        structure = structure.Wrapped();
        NearestAtoms search = NearestAtoms.Of(structure, SolidAngles.MostNeighbors);
        var table = new ShellTable(structure);
        AtomSweep.ForAll(
            search.SpatialOrder,
            settings.Threads,
            WorkProgress.Of(progress, "Neighbors"),
            () => (Nearest: new NearestBuffer(SolidAngles.MostNeighbors), Angles: new SolidAngles()),
            (atom, own) =>
            {
                Span<byte> order = stackalloc byte[SolidAngles.MostNeighbors];
                search.Find(atom, own.Nearest);

                // Of two atoms at one place neither has an order.
                if (own.Nearest.Count == 0 || own.Nearest.Squares[0] == 0)
                    return;
                own.Angles.Order(own.Nearest, order);
                table.Write(atom, own.Nearest, order);
            },
            cancellation);

        var matches = new TemplateMatches(structure.Count);
        var species = new byte[structure.Count];
        for (int atom = 0; atom < species.Length; atom++)
            species[atom] = (byte)structure.Species[atom].AtomicNumber;
        var writer = new MatchWriter(matches, species, settings.RmsdCutoff);
        AtomSweep.ForAll(
            search.SpatialOrder,
            settings.Threads,
            WorkProgress.Of(progress, "Templates"),
            () => new TemplateMatcher(table, settings.Types),
            (atom, matcher) =>
            {
                matcher.Match(atom);
                writer.Write(atom, matcher);
            },
            cancellation);
        return matches;
    }
}
