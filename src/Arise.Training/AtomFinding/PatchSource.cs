using Arise.Imaging;
using Arise.Microscopy.Finders;
using Arise.Numerics;

namespace Arise.AtomFinding;

/// <summary>
/// Draws patches to train with: a simulated image, made ready as <see cref="NetworkInput"/> makes any, with an error of
/// the spacing as estimates have; of it 96 x 96 pixels, which may reach beyond an edge.
/// </summary>
/// <param name="seed">Chooses the family of patches.</param>
internal sealed class PatchSource(ulong seed)
{
    /// <summary>Distance of nearest atoms that the network is trained for, pixels.</summary>
    public const double Spacing = 8;

    /// <summary>Numbers from here on are held back from training.</summary>
    public const ulong HeldBack = 1UL << 48;

    // A pixel more than the patch on each side, so that a patch seldom has an edge of the image.
    private const int ImageSide = TrainingPatch.Side + 16;
    private const int Beyond = 12;

    // Larger ones look the same once they are resampled.
    private const double MostSpacing = 18;

    /// <summary>The patch of a number.</summary>
    public TrainingPatch Draw(ulong number)
    {
        var draws = new Draws(RandomStreams.Of(RandomStreams.AtomFinderPatches, seed, number));
        double spacing = draws.LogUniform(5, MostSpacing), clarity = draws.LogUniform(7, 60);
        if (draws.Chance(0.2))
            clarity = draws.LogUniform(60, 400);
        double error = draws.Chance(0.7) ? draws.Uniform(-0.12, 0.12) : draws.Uniform(-0.33, 0.33);
        double scale = Spacing / (spacing * Math.Exp(error));
        int side = (int)Math.Round(ImageSide / scale);
        SimulatedImage image = new ImageSimulator(new ImageSimulatorSettings
        {
            Seed = draws.Seed(),
            Width = side,
            Height = side,
            Spacing = spacing,
            Clarity = clarity,
            Lattice = draws.Chance(0.2) ? ProjectedLattice.Honeycomb : null,
        }).Draw(number);
        bool[]? usable = draws.Chance(0.5) ? [.. image.Covered.Select(isCovered => !isCovered)] : null;
        NetworkInput input = NetworkInput.Of(image.Image.Intensities, side, side, usable, scale);
        int most = input.Width - TrainingPatch.Side + Beyond;
        return TrainingPatch.Cut(image, input, draws.Between(-Beyond, most), draws.Between(-Beyond, most));
    }
}
