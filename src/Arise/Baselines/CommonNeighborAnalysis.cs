using System.Runtime.Intrinsics;
using Arise.Structures;

namespace Arise.Baselines;

/// <summary>
/// Common-neighbor analysis: the bonds among the neighbors of an atom say whether it is fcc, hcp, bcc, icosahedral or
/// none of these.
/// </summary>
/// <remarks>
/// With a fixed cutoff all bonds are at most this long, and only atoms with 12 or 14 neighbors can be something. The
/// adaptive analysis has a cutoff for every atom: first it looks at its 12 nearest ones (fcc, hcp, icosahedral), with
/// the cutoff (1 + sqrt 2)/2 times their mean distance; then at its 14 nearest ones (bcc), with (1 + sqrt 2)/2 times
/// the mean of the 8 nearest distances divided by sqrt(3/4) and the 6 next ones. See <see cref="BondNetwork"/> for the
/// signatures. Sources: Honeycutt, Andersen, J. Phys. Chem. 91, 4950 (1987), doi:10.1021/j100303a014; Faken, Jonsson,
/// Comput. Mater. Sci. 2, 279 (1994), doi:10.1016/0927-0256(94)90109-0; Stukowski, Model. Simul. Mater. Sci. Eng.
/// 20, 045021 (2012), doi:10.1088/0965-0393/20/4/045021.
/// </remarks>
/// <example>
/// <code>
/// AtomicStructure melt = StructureFile.ReadFirst("melt.dump");
/// LocalStructure[] structures = CommonNeighborAnalysis.Adaptive(melt);
/// Console.WriteLine(structures.Count(structure => structure == LocalStructure.Fcc));
/// </code>
/// </example>
public static class CommonNeighborAnalysis
{
    private const int Fewer = 12;
    private const int More = 14;
    private const int Samples = 1000;

    // Middle between the first shells of fcc, and between the second and third one of bcc, in their mean distances.
    private static readonly double Middle = (1 + Math.Sqrt(2)) / 2;

    /// <summary>The adaptive analysis, which needs no cutoff.</summary>
    /// <param name="structure">The atoms.</param>
    /// <param name="settings">Threads; the defaults when omitted.</param>
    /// <param name="progress">Is told the number of atoms done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>What each atom is.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="MemoryBudgetException">The cell repeats too often within the neighbors.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static LocalStructure[] Adaptive(
        AtomicStructure structure,
        BaselineSettings? settings = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(structure);
        settings ??= new BaselineSettings();
        settings.Validate();
        return Adaptive(
            NearestAtoms.Of(structure, More), structure.Count, settings.Threads, progress, cancellation);
    }

    /// <summary>The analysis with one cutoff for all bonds.</summary>
    /// <param name="structure">The atoms.</param>
    /// <param name="settings">Cutoff and threads; the defaults when omitted.</param>
    /// <param name="progress">Is told the number of atoms done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>What each atom is.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="MemoryBudgetException">The cell repeats too often within the cutoff.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static LocalStructure[] WithCutoff(
        AtomicStructure structure,
        BaselineSettings? settings = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(structure);
        settings ??= new BaselineSettings();
        settings.Validate();
        var structures = new LocalStructure[structure.Count];
        double cutoff = settings.Cutoff ?? DefaultCutoff(structure);
        if (structure.Count == 0 || !(cutoff > 0))
            return structures;

        // An atom at the cutoff is a neighbor; the search leaves it out.
        var search = new NeighborSearch(structure, cutoff * (1 + 1e-12));
        AtomSweep.ForAll(
            search.SpatialOrder,
            settings.Threads,
            WorkProgress.Of(progress, "Common neighbors"),
            () => (Neighbors: new NeighborBuffer(), Bonds: new BondNetwork()),
            (atom, own) =>
            {
                NeighborBuffer all = own.Neighbors;
                search.Find(atom, all);
                structures[atom] = all.Count switch
                {
                    Fewer => own.Bonds.OfTwelve(all.XStore, all.YStore, all.ZStore, cutoff * cutoff),
                    More => own.Bonds.OfFourteen(all.XStore, all.YStore, all.ZStore, cutoff * cutoff),
                    _ => LocalStructure.Other,
                };
            },
            cancellation);
        return structures;
    }

    /// <summary>
    /// A fixed cutoff for a sample, Angstrom: the middle between the first and second shell of fcc and hcp, (1 + sqrt
    /// 2)/2 times the mean distance of 12 neighbors, or that between the second and third shell of bcc, in the same way
    /// from 14 neighbors. Which of them depends on where the larger gap is, behind the 12th or behind the 14th
    /// neighbor; means and gaps are medians over at most 1000 atoms spread over the sample. NaN when the atoms have
    /// too few neighbors.
    /// </summary>
    /// <exception cref="MemoryBudgetException">The cell repeats too often within the neighbors.</exception>
    public static double DefaultCutoff(AtomicStructure structure)
    {
        ArgumentNullException.ThrowIfNull(structure);
        NearestAtoms search = NearestAtoms.Of(structure, More + 1);
        var nearest = new NearestBuffer(search.Wanted);
        int samples = Math.Min(structure.Count, Samples);
        List<double> fewer = [], more = [], gapBehindFewer = [], gapBehindMore = [];
        for (int k = 0; k < samples; k++)
        {
            search.Find((int)((long)k * structure.Count / samples), nearest);
            if (nearest.Count >= Fewer)
                fewer.Add(MeanOfTwelve(nearest));
            if (nearest.Count <= More)
                continue;
            more.Add(MeanOfFourteen(nearest));
            gapBehindFewer.Add(Gap(nearest, Fewer));
            gapBehindMore.Add(Gap(nearest, More));
        }

        bool isLikeBcc = more.Count > 0 && Median(gapBehindMore) > Median(gapBehindFewer);
        return Middle * (isLikeBcc ? Median(more) : Median(fewer));
    }

    private static LocalStructure[] Adaptive(
        NearestAtoms search,
        int atoms,
        int threads,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        var structures = new LocalStructure[atoms];
        AtomSweep.ForAll(
            search.SpatialOrder,
            threads,
            WorkProgress.Of(progress, "Adaptive common neighbors"),
            () => (Nearest: new NearestBuffer(More), Bonds: new BondNetwork()),
            (atom, own) =>
            {
                search.Find(atom, own.Nearest);
                structures[atom] = Adaptive(own.Nearest, own.Bonds);
            },
            cancellation);
        return structures;
    }

    /// <summary>What an atom with these nearest atoms is, by the adaptive analysis.</summary>
    internal static LocalStructure Adaptive(NearestBuffer nearest, BondNetwork bonds)
    {
        if (nearest.Count < Fewer)
            return LocalStructure.Other;
        double cutoff = Middle * MeanOfTwelve(nearest);
        LocalStructure found = bonds.OfTwelve(nearest.X, nearest.Y, nearest.Z, cutoff * cutoff);
        if (found != LocalStructure.Other || nearest.Count < More)
            return found;
        cutoff = Middle * MeanOfFourteen(nearest);
        return bonds.OfFourteen(nearest.X, nearest.Y, nearest.Z, cutoff * cutoff);
    }

    private static double MeanOfTwelve(NearestBuffer nearest) =>
        Sum(Roots(nearest, 0) + Roots(nearest, 4) + Roots(nearest, 8)) / Fewer;

    private static double MeanOfFourteen(NearestBuffer nearest)
    {
        Vector256<double> last = Roots(nearest, 12);
        double first = Sum(Roots(nearest, 0) + Roots(nearest, 4));
        double second = Sum(Roots(nearest, 8)) + last[0] + last[1];
        return ((first / Math.Sqrt(0.75)) + second) / More;
    }

    private static Vector256<double> Roots(NearestBuffer nearest, int from) =>
        Vector256.Sqrt(Vector256.Create(nearest.Squares.AsSpan(from, Vector256<double>.Count)));

    // In an order that does not depend on the processor.
    private static double Sum(Vector256<double> values) => values[0] + values[1] + (values[2] + values[3]);

    // How much farther the next neighbor is than the last one of a shell.
    private static double Gap(NearestBuffer nearest, int shell) =>
        Math.Sqrt(nearest.Squares[shell] / nearest.Squares[shell - 1]);

    private static double Median(List<double> values)
    {
        if (values.Count == 0)
            return double.NaN;
        values.Sort();
        return values[values.Count / 2];
    }
}
