using Arise.Structures;

namespace Arise.Prototypes;

/// <summary>
/// The perfect structures that stand for a class: its periodic crystal and three finite blocks of it, of which the
/// smallest holds at least 100 atoms. 96 prototypes x 4 and 12 nanotubes make the 396 pristine structures of
/// Leitherer et al., doi:10.1038/s41467-021-26511-5.
/// </summary>
public static class PristineStructures
{
    private const int MinimumAtoms = 100;
    private const int Blocks = 3;

    /// <summary>
    /// One pristine structure of a class; <paramref name="Kind"/> is periodic, supercell0 to supercell2, or nanotube
    /// for any structure that is not periodic.
    /// </summary>
    public sealed record Sample(Prototype Prototype, string Kind, AtomicStructure Structure);

    /// <summary>All pristine structures of the classes, class by class.</summary>
    public static IEnumerable<Sample> Of(IEnumerable<Prototype> prototypes) => prototypes.SelectMany(Of);

    /// <summary>
    /// The pristine structures of one class: the periodic crystal (in the plane only for a 2D material), then blocks of
    /// r, r + 1 and r + 2 cells along each periodic direction without periodicity, r the smallest number that gives at
    /// least 100 atoms. What is not periodic, such as a piece of a nanotube, stands for itself.
    /// </summary>
    public static IEnumerable<Sample> Of(Prototype prototype)
    {
        AtomicStructure cell = prototype.Structure;
        if (!cell.Periodicity.Any)
        {
            yield return new Sample(prototype, "nanotube", cell);
            yield break;
        }

        yield return new Sample(prototype, "periodic", cell);
        int smallest = SmallestRepetition(cell);
        for (int k = 0; k < Blocks; k++)
        {
            int r = smallest + k;
            Periodicity p = cell.Periodicity;
            AtomicStructure block = Supercell.Repeat(cell, p.A ? r : 1, p.B ? r : 1, p.C ? r : 1);
            yield return new Sample(prototype, $"supercell{k}", block.WithPeriodicity(Periodicity.None));
        }
    }

    private static int SmallestRepetition(AtomicStructure cell)
    {
        Periodicity p = cell.Periodicity;
        int directions = (p.A ? 1 : 0) + (p.B ? 1 : 0) + (p.C ? 1 : 0);
        int r = 1;
        while (cell.Count * Math.Pow(r, directions) < MinimumAtoms)
            r++;
        return r;
    }
}
