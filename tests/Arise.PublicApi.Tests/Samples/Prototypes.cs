using Arise.Prototypes;
using Arise.Structures;

namespace Samples;

internal static class Prototypes
{
    public static void Run()
    {
        // begin
        Prototype rockSalt = PrototypeLibrary.Find("rock salt");       // or "B1", "halite", "RockSalt_NaCl"
        AtomicStructure cell = rockSalt.Structure;
        IEnumerable<Prototype> graphites = PrototypeLibrary.Search("graphite");
        AtomicStructure tube = NanotubeBuilder.Build(n: 10, m: 5, periods: 4);
        // end
    }
}
