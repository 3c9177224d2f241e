using Arise.Dynamics;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;

namespace Arise.Tests.Samples;

public class DynamicCrystalsTests
{
    private static readonly DynamicClasses Classes = new(new CrystalClasses(PrototypeLibrary.Published));

    [Theory]
    [InlineData("silicon", "diamond")]
    [InlineData("tungsten", "bcc")]
    [InlineData("magnesium", "hcp")]
    public void A_hot_crystal_has_its_class_until_it_melts(string name, string crystal)
    {
        Substance substance = Substances.All.First(one => one.Name == name);
        IReadOnlyList<AtomSample> frames = DynamicCrystals.Make(
            substance, [0.5, 0.9, 2.5], 0, Classes, new Draws(new RandomNumbers(1, 1)), 20);
        Assert.Equal(2, frames.Count);
        short label = (short)PrototypeLibrary.Published.ToList().IndexOf(PrototypeLibrary.Find(crystal));
        Assert.All(frames, frame => Assert.All(frame.Labels, one => Assert.Equal(label, one)));

        // It expands with the temperature.
        Assert.True(frames[1].Structure.Lattice!.Volume > frames[0].Structure.Lattice!.Volume);
    }

    [Fact]
    public void Vacancies_are_missing_atoms()
    {
        Substance silicon = Substances.All.First(one => one.Name == "silicon");
        int Count(double vacancies) => DynamicCrystals.Make(
            silicon, [0.5], vacancies, Classes, new Draws(new RandomNumbers(1, 1)), 20)[0].Structure.Count;
        Assert.Equal(Count(0) - (int)(0.05 * Count(0)), Count(0.05));
    }
}
