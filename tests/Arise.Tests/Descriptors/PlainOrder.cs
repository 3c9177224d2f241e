using Arise.Descriptors;
using Arise.Structures;

namespace Arise.Tests.Descriptors;

/// <summary>The two spectra of a structure written down plainly in double precision: the judge of the fast
/// path.</summary>
internal static class PlainOrder
{
    public static double[] Compute(AtomicStructure structure, OrderDescriptorSettings settings)
    {
        double length = Length(structure);
        Dictionary<ChemicalElement, double> x = structure.Species.ToArray()
            .GroupBy(species => species)
            .ToDictionary(group => group.Key, group => group.Count() / (double)structure.Count);
        double squares = x.Values.Sum(share => share * share);
        double[] all = PlainSoap.Weighted(structure, length, settings.Functions, (_, _) => 1);
        double[] order = PlainSoap.Weighted(structure, length, settings.Functions, (i, j) =>
            (structure.Species[i] == structure.Species[j] ? 1 : 0)
            - x[structure.Species[i]] - x[structure.Species[j]] + squares);
        double norm = Norm(all), orderNorm = Math.Sqrt(norm * Norm(order));
        return [.. Even(all, norm), .. Even(order, orderNorm)];

        static double Norm(double[] spectrum) => Math.Sqrt(spectrum.Sum(p => p * p));

        static IEnumerable<double> Even(double[] spectrum, double over) => spectrum
            .Take(45 * 7)
            .Where((_, k) => k % 7 % 2 == 0)
            .Select(p => over > 1e-12 ? p / over : 0);
    }

    /// <summary>The length of the first shell.</summary>
    public static double Length(AtomicStructure structure)
    {
        double[][] distances = [.. Enumerable.Range(0, structure.Count).Select(i => Distances(structure, i))];
        double mean = distances.Average(ofOne => ofOne.Min());
        double sum = 0, total = 0;
        foreach (double r in distances.SelectMany(ofOne => ofOne))
        {
            double u = r / mean;
            double weight = u < 1.15 ? 1 : u < 1.45 ? 0.5 * (1 + Math.Cos(Math.PI * (u - 1.15) / 0.3)) : 0;
            (sum, total) = (sum + (weight * r), total + weight);
        }

        return sum / total;
    }

    private static double[] Distances(AtomicStructure structure, int atom)
    {
        var search = new NeighborSearch(structure, 12);
        var buffer = new NeighborBuffer();
        search.Find(atom, buffer);
        return [.. buffer.SquaredDistances.ToArray().Select(Math.Sqrt)];
    }
}
