using Arise.Reporting;

namespace Arise.Tests.Reporting;

/// <summary>Damaged classifications are classifications, or a <see cref="ClassificationFormatException"/>.</summary>
public class ClassificationJsonFuzzTests
{
    [Fact]
    public void Damaged_files()
    {
        using var text = new StringWriter();
        using (var json = new ClassificationJson(text, 2))
            json.Write(Classified.RockSalt("a.cif"));
        byte[] valid = System.Text.Encoding.UTF8.GetBytes(text.ToString());
        Read(valid);
        Fuzz.Run<ClassificationFormatException>(1000, random => Damage.Json(valid, random), Read, "damaged.json");

        static void Read(byte[] bytes)
        {
            foreach (ClassificationJson.Entry entry in ClassificationJson.Read(new MemoryStream(bytes), "damaged.json"))
                Assert.NotNull($"{entry.File} {entry.Result.Best?.Name} {entry.Result.Distances.Shortest}");
        }
    }
}
