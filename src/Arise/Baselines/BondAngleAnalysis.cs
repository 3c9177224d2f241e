using Arise.Structures;

namespace Arise.Baselines;

/// <summary>
/// Bond-angle analysis of Ackland and Jones: the angles between the neighbors of an atom say whether it is fcc, hcp,
/// bcc, icosahedral or none of these. Every atom with enough neighbors tends to get an answer, in liquids too.
/// </summary>
/// <remarks>
/// With r0^2 the mean squared distance of the six nearest atoms, n0 atoms have r^2 &lt; 1.45 r0^2 and n1 atoms r^2 &lt;
/// 1.55 r0^2. The cosines of all angles between two of the n0 are counted in eight bins with the borders -0.945,
/// -0.915, -0.755, -0.195, 0.195, 0.245 and 0.795: chi0 to chi7. Deviations from the crystals: bcc 0.35 chi4 / (chi5 +
/// chi6 - chi4), close-packed |1 - chi6/24|, fcc 0.61 (|chi0 + chi1 - 6| + chi2)/6, hcp (|chi0 - 3| + |chi0 + chi1 +
/// chi2 + chi3 - 9|)/12. <see cref="BondAngles"/> has the decisions. Source: Ackland, Jones, Phys. Rev. B 73, 054104
/// (2006), doi:10.1103/PhysRevB.73.054104.
/// </remarks>
public static class BondAngleAnalysis
{
    // OVITO sees 14 atoms, LAMMPS all: no atom of a condensed sample has more within the wider threshold.
    private const int OriginalNeighbors = 14;
    private const int LammpsNeighbors = BondAngles.Most;

    /// <summary>Identifies the atoms.</summary>
    /// <param name="structure">The atoms.</param>
    /// <param name="settings">Decision tree and threads; the defaults when omitted.</param>
    /// <param name="progress">Is told the number of atoms done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>What each atom is.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="MemoryBudgetException">The cell repeats too often within the neighbors.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static LocalStructure[] Identify(
        AtomicStructure structure,
        BaselineSettings? settings = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(structure);
        settings ??= new BaselineSettings();
        settings.Validate();
        bool isOriginal = settings.BondAngles == BondAngleVariant.Original;
        NearestAtoms search = NearestAtoms.Of(structure, isOriginal ? OriginalNeighbors : LammpsNeighbors);
        var structures = new LocalStructure[structure.Count];
        AtomSweep.ForAll(
            search.SpatialOrder,
            settings.Threads,
            WorkProgress.Of(progress, "Bond angles"),
            () => (Nearest: new NearestBuffer(search.Wanted), Angles: new BondAngles()),
            (atom, own) =>
            {
                search.Find(atom, own.Nearest);
                structures[atom] = own.Angles.Identify(own.Nearest, settings.BondAngles);
            },
            cancellation);
        return structures;
    }
}
