using Arise.Microscopy;
using Arise.Microscopy.Finders;

namespace Arise.Tests.Microscopy.Finders;

public class GaussianRefinementTests
{
    [Fact]
    public void Overlapping_Gaussians_are_told_apart()
    {
        const int side = 48;
        const double spacing = 8, width = 2.4;
        (double X, double Y, double Height)[] atoms =
        [
            (12.3, 20.7, 3), (20.1, 21.4, 5), (16.4, 27.9, 4), (30.6, 14.2, 2), (33.2, 33.8, 6), (24.9, 33.1, 3),
        ];
        float[] image = new float[side * side];
        for (int k = 0; k < image.Length; k++)
        {
            foreach ((double x, double y, double height) in atoms)
            {
                double square = Math.Pow((k % side) - x, 2) + Math.Pow((k / side) - y, 2);
                image[k] += (float)(height * Math.Exp(-square / (2 * width * width)));
            }
        }

        var flat = new FlatImage(side, side, image, spacing);
        AtomCandidate[] start = [.. atoms.Select((atom, k) =>
            new AtomCandidate(Math.Round(atom.X) + (k % 2), Math.Round(atom.Y) - (k % 3 == 0 ? 1 : 0), 1))];
        GaussianRefinement.Gaussian[] fits =
            new GaussianRefinement(flat, start).Fit(flat, image, CancellationToken.None);
        for (int k = 0; k < atoms.Length; k++)
        {
            Assert.Equal(atoms[k].X, fits[k].X, 0.05);
            Assert.Equal(atoms[k].Y, fits[k].Y, 0.05);
            Assert.Equal(atoms[k].Height, fits[k].Height, 0.05 * atoms[k].Height);
            Assert.Equal(width, fits[k].Width, 0.1);
        }
    }

    [Fact]
    public void Without_candidates_there_is_nothing_to_fit() => Assert.Empty(
        new GaussianRefinement(new FlatImage(20, 20, new float[400], 8), [])
            .Fit(new FlatImage(20, 20, new float[400], 8), new float[400], CancellationToken.None));
}
